/** What the option asks for; apart from the other words, since every command line is checked against it. */
export const earlyDeaths = {
  en: "both for clients too that die right after their CONNECT",
  zh: "以上两项也包括 CONNECT 之后立即失联的客户端",
} as const;
