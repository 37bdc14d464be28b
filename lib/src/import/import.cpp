#include <profilestore/import.hpp>

#include "catalog/catalog.hpp"
#include "import/import_rules.hpp"
#include "import/into_store.hpp"
#include "import/one_import.hpp"
#include "sources/open_sources.hpp"

namespace profilestore {

ImportReport importing::run(const std::filesystem::path& store,
                            const std::vector<std::string>& names, const ImportOptions& options,
                            const PlanObserver* plan, const staging::ChunkOptions& sharing) {
  catalog::check_name(options.collection);
  (void)importing::rules_of(options);
  // A plan has the names of the files that were chosen.
  const bool chosen = plan != nullptr && !plan->names.empty();
  std::vector<LeftOutSource> left_out;
  const auto sources = sources::open_sources(names, sources::SourceType::of(options),
                                             {options.from, options.collection, chosen}, &left_out);
  const auto users = staging::Users::read(options.users, options.progress);
  ImportReport report;
  into_store(store, options.dry_run, options.progress, [&](store::Core& core) {
    store::WriteTransaction write(core, nullptr, "import");
    report = Import(write, core.database(), sources, users, options, plan, sharing).run();
    if (!options.dry_run) write.commit();
  });
  report.left_out.insert(report.left_out.begin(), left_out.begin(), left_out.end());
  return report;
}

ImportReport import_files(const std::filesystem::path& store,
                          const std::vector<std::string>& sources, const ImportOptions& options) {
  return importing::run(store, sources, options, nullptr);
}

}  // namespace profilestore
