// The bill of materials of the package: CycloneDX 1.6. The same packages give the same bytes: no date, no serial number.
import { FromNodePackageJson, License } from "@cyclonedx/cyclonedx-library/Contrib";
import { ComponentType, LifecyclePhase } from "@cyclonedx/cyclonedx-library/Enums";
import { Bom, type Component } from "@cyclonedx/cyclonedx-library/Models";
import { JSON as CycloneDxJson, JsonSerializer } from "@cyclonedx/cyclonedx-library/Serialize";
import { Spec1dot6 } from "@cyclonedx/cyclonedx-library/Spec";
import { type BundledPackage, idOf, type Manifest } from "./bundled-packages.ts";

/** An expression stays a name: nobody here checks its grammar. */
const licences = new License.Factories.LicenseFactory((expression) => {
  throw new Error(`not checked: ${expression}`);
});
const builder = new FromNodePackageJson.Builders.ComponentBuilder(
  new FromNodePackageJson.Factories.ExternalReferenceFactory(),
  licences,
);

function componentOf(manifest: Manifest, type: ComponentType): Component {
  // Some keep the `licenses` of old beside `license`: the same, said twice.
  const component = builder.makeComponent({ ...manifest, licenses: [] }, type);
  if (component === undefined) throw new Error(`${manifest.name} is no name of a package`);
  // https://github.com/package-url/purl-spec: the @ of a scope is written as %40.
  const purl = `pkg:npm/${manifest.name.replace(/^@/, "%40")}@${encodeURIComponent(manifest.version)}`;
  component.purl = purl;
  component.bomRef.value = purl;
  return component;
}

/** @param own of the package itself */
export function sbom(own: Manifest, packages: readonly BundledPackage[]): string {
  const bom = new Bom();
  const root = componentOf(own, ComponentType.Application);
  bom.metadata.component = root;
  bom.metadata.lifecycles.add(LifecyclePhase.Build);
  const components = new Map(
    packages.map(({ manifest }) => [idOf(manifest), componentOf(manifest, ComponentType.Library)]),
  );
  for (const { manifest, needs, direct } of packages) {
    const component = components.get(idOf(manifest));
    if (component === undefined) continue;
    bom.components.add(component);
    if (direct) root.dependencies.add(component.bomRef);
    for (const need of needs) {
      const needed = components.get(need);
      if (needed !== undefined) component.dependencies.add(needed.bomRef);
    }
  }
  const serializer = new JsonSerializer(new CycloneDxJson.Normalize.Factory(Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}
