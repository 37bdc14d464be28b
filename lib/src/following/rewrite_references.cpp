#include <fmt/format.h>

#include <profilestore/references.hpp>

#include "following/collection_run.hpp"
#include "following/named_paths.hpp"
#include "following/who_is.hpp"
#include "history/record.hpp"
#include "history/references_record.hpp"
#include "sqlite/identifier.hpp"
#include "sqlite/query.hpp"
#include "store/change_log.hpp"
#include "store/write_transaction.hpp"

namespace profilestore {
namespace {

using following::CollectionRun;

/// One run over the store, inside one write transaction.
class Run {
 public:
  Run(store::Core& core, std::string_view to, const ReferencesOptions& options)
      : options_(options),
        write_(core, nullptr, "references"),
        scope_(core),
        to_(write_.catalog().existing(to)),
        named_(following::named_paths(options.in, write_.catalog())),
        who_is_(write_.connection(), write_.catalog(), to_),
        rewriting_(to_.name, [this](const Value& id) { return who_is_(id); }) {
    report_.to = to_.name;
    for (const auto& [name, collection] : write_.catalog().collections)
      if (named_.empty() || named_.contains(name)) collections_.push_back(name);
  }

  ReferencesReport run() {
    report_.unsearched = following::mistakable_ids(write_.connection(), to_);
    if (options_.progress)
      for (const std::string& name : collections_) total_ += bytes_of(name);
    for (const std::string& name : collections_) run(name);
    if (options_.dry_run) {
      for (CollectionReferences& one : report_.collections) one.id.clear();
      return std::move(report_);
    }
    write_.commit();
    return std::move(report_);
  }

 private:
  void run(const std::string& name) {
    const auto paths = named_.find(name);
    CollectionRun one(write_, name, rewriting_, paths == named_.end() ? nullptr : &paths->second,
                      [this](std::size_t bytes) { count(bytes); });
    CollectionReferences done = one.run();
    if (!done.id.empty()) record(done, one.import(), paths != named_.end());
    if (!done.paths.empty()) report_.collections.push_back(std::move(done));
  }

  void record(const CollectionReferences& done, std::int64_t import, bool named) {
    Value followed = Value::array(), in = Value::array();
    for (const std::int64_t one : who_is_.imports()) followed.push_back(one);
    if (named)
      for (const document::Path& path : named_.at(done.collection)) in.push_back(path.text());
    const std::int64_t collection = write_.catalog().existing(done.collection).id;
    history::write_record(write_.connection(), {.id = import,
                                                .collection = collection,
                                                .rules = history::rules_of_references(
                                                    to_, std::move(followed), std::move(in)),
                                                .ledger = done.ledger});
    write_.note({.kind = EventKind::references,
                 .collection = done.collection,
                 .documents = done.ledger.updated});
    store::note_many(write_, write_.catalog().existing(done.collection), "references",
                     {{"updated", done.ledger.updated}});
  }

  std::uint64_t bytes_of(const std::string& name) {
    return static_cast<std::uint64_t>(write_.connection().number(
        fmt::format("SELECT coalesce(sum(length(CAST(doc AS BLOB))), 0) FROM {}",
                    sqlite::identifier(write_.catalog().existing(name).table))));
  }

  void count(std::size_t bytes) {
    constexpr std::uint64_t every = 256;  // documents
    read_ += bytes;
    if (++documents_ % every == 0 && options_.progress)
      options_.progress({"reading", read_, total_, documents_});
  }

  const ReferencesOptions& options_;
  store::WriteTransaction write_;
  store::TransactionScope scope_;
  const catalog::CollectionEntry to_;  ///< as it is at first: its `_id`s stay
  const following::NamedPaths named_;
  following::WhoIs who_is_;
  const references::Rewriting rewriting_;
  std::vector<std::string> collections_;
  std::uint64_t total_ = 0, read_ = 0, documents_ = 0;
  ReferencesReport report_;
};

}  // namespace

ReferencesReport rewrite_references(const Store& store, std::string_view collection,
                                    const ReferencesOptions& options) {
  const auto core = store.core();  // what is told of progress may drop the last handle
  return Run(*core, collection, options).run();
}

}  // namespace profilestore
