/** What `nanotune releases` and its options are, for help and completion. */
export const releasesOptionWords = {
  summary: {
    en: "which NanoMQ release is good for this conf, and what of the known defects bites it",
    zh: "哪个 NanoMQ 版本适合此配置，以及会遇到哪些已知缺陷",
  },
  from: { en: "oldest release to look at", zh: "要比较的最旧版本" },
  to: { en: "newest release to look at", zh: "要比较的最新版本" },
  image: {
    en: "published image whose build counts, on every release",
    zh: "每个版本都按此发布镜像的构建计算",
  },
  product: {
    en: "openvex, cyclonedx: what the statements are about, as a package URL",
    zh: "openvex、cyclonedx：声明所针对的产品，写成 package URL",
  },
  timestamp: {
    en: "openvex, cyclonedx: time of the document; else the day the defects were read",
    zh: "openvex、cyclonedx：文档时间；默认为缺陷数据的日期",
  },
} as const;
