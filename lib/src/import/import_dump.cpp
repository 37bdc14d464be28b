#include <profilestore/import_dump.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <typeinfo>

#include "catalog/catalog.hpp"
#include "import/import_rules.hpp"
#include "import/into_store.hpp"
#include "import/one_import.hpp"
#include "planning/count_references.hpp"
#include "sources/open_sources.hpp"
#include "staging/field_names.hpp"

namespace profilestore {
namespace {

/// One collection of a dump, ready to be imported.
struct CollectionImport {
  ImportOptions options;
  std::vector<sources::Source> sources;
  std::shared_ptr<const staging::Users> users;
};

void check_usual(const ImportOptions& usual) {
  if (!usual.unique.empty() || !usual.collection.empty() || !usual.from.empty())
    throw InvalidInput(2,
                       "a unique index of an import of several collections needs the name of its "
                       "collection, as in users:email");
}

std::vector<std::string> names_of(const sources::OpenedDump& dump) {
  std::vector<std::string> names;
  for (const sources::DumpedSources& one : dump.collections) names.push_back(one.collection);
  return names;
}

void check_names(const ImportDumpOptions& options, const sources::OpenedDump& dump) {
  const std::vector<std::string> names = names_of(dump);
  for (const auto& [name, own] : options.collections)
    if (std::find(names.begin(), names.end(), name) == names.end())
      throw InvalidInput(26, fmt::format("the dump has no collection '{}'{}", name,
                                         staging::hint_for(name, names)));
}

// Of its own options, those that count for all are the usual ones.
ImportOptions options_of(const ImportDumpOptions& options, const std::string& collection,
                         const std::string& from) {
  const auto own = options.collections.find(collection);
  ImportOptions made = own == options.collections.end() ? options.usual : own->second;
  made.collection = collection;
  made.from = from;
  sources::SourceType::of(options.usual).give_to(made);
  made.dry_run = options.usual.dry_run;
  made.progress = options.usual.progress;
  return made;
}

// A refusal names its collection; one that says more than a text is left as it is.
template <class Call>
auto of_collection(const std::string& name, Call&& call) {
  try {
    return call();
  } catch (const InvalidInput& error) {
    if (typeid(error) != typeid(InvalidInput) ||
        std::string_view(error.what()).starts_with("collection "))
      throw;
    throw InvalidInput(error.code(), fmt::format("collection {}: {}", name, error.what()));
  }
}

std::vector<CollectionImport> imports_of(const ImportDumpOptions& options,
                                         sources::OpenedDump& dump) {
  std::vector<CollectionImport> imports;
  for (sources::DumpedSources& one : dump.collections) {
    // By it verify finds the collection in the dump again.
    const sources::Namespace& dumped = one.sources.front().dumped();
    const std::string from = dumped.database.empty() ? "" : dumped.text();
    CollectionImport import{options_of(options, one.collection, from), std::move(one.sources),
                            nullptr};
    of_collection(one.collection, [&] {
      catalog::check_name(one.collection);
      (void)importing::rules_of(import.options);
      import.users = staging::Users::read(import.options.users, import.options.progress);
    });
    imports.push_back(std::move(import));
  }
  return imports;
}

/// The order in which the collections are imported: those that refer to others by a rule come after
/// those that the rule asks.
class ImportOrder {
 public:
  explicit ImportOrder(std::vector<CollectionImport> imports) : imports_(std::move(imports)) {
    for (const CollectionImport& one : imports_) names_.push_back(one.options.collection);
    states_.resize(imports_.size(), State::waits);
  }

  std::vector<CollectionImport> ordered() {
    for (std::size_t i = 0; i < imports_.size(); ++i) visit(i);
    std::vector<CollectionImport> ordered;
    for (const std::size_t i : order_) ordered.push_back(std::move(imports_[i]));
    return ordered;
  }

 private:
  enum class State { waits, is_visited, done };

  void visit(std::size_t i) {
    if (states_[i] == State::done) return;
    const std::string& name = names_[i];
    if (states_[i] == State::is_visited)
      throw InvalidInput(2, fmt::format("collection {}: its rules most-referenced ask a collection "
                                        "whose rules ask this one: neither can be imported first. "
                                        "Import one of them without such a rule",
                                        name));
    states_[i] = State::is_visited;
    const auto rules = merge::Rules::parse(importing::rules_of(imports_[i].options).keep);
    for (const std::string& other : planning::referring_collections(rules, names_))
      if (other != name)
        visit(static_cast<std::size_t>(std::ranges::find(names_, other) - names_.begin()));
    states_[i] = State::done;
    order_.push_back(i);
  }

  std::vector<CollectionImport> imports_;
  std::vector<std::string> names_;
  std::vector<State> states_;
  std::vector<std::size_t> order_;
};

}  // namespace

ImportDumpReport import_dump(const std::filesystem::path& store,
                             const std::vector<std::string>& sources,
                             const ImportDumpOptions& options) {
  check_usual(options.usual);
  auto dump = sources::open_dump(sources, sources::SourceType::of(options.usual), options.from);
  check_names(options, dump);
  const std::vector<CollectionImport> imports = ImportOrder(imports_of(options, dump)).ordered();
  ImportDumpReport report;
  importing::into_store(
      store, options.usual.dry_run, options.usual.progress, [&](store::Core& core) {
        store::WriteTransaction write(core, nullptr, "import");
        report = {{}, dump.left_out};
        for (const CollectionImport& one : imports) {
          report.imports.push_back(of_collection(one.options.collection, [&] {
            return importing::Import(write, core.database(), one.sources, one.users, one.options,
                                     nullptr, staging::ChunkOptions::of_this_machine())
                .run();
          }));
          write.forget_former_catalogs();
        }
        if (!options.usual.dry_run) write.commit();
      });
  return report;
}

}  // namespace profilestore
