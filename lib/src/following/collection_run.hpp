// One collection, all of whose references to documents that were set aside are rewritten.
#pragma once

#include <functional>
#include <optional>
#include <profilestore/references.hpp>
#include <string>
#include <vector>

#include "history/archive.hpp"
#include "history/provenance.hpp"
#include "references/rewriting.hpp"
#include "references/tally.hpp"
#include "store/write_transaction.hpp"
#include "undo/restore.hpp"

namespace profilestore::following {

class CollectionRun {
 public:
  /// Told the bytes of each document that was read.
  using Count = std::function<void(std::size_t)>;

  /// `paths`: null for all. REQUIRES: all that is given stays, and the write transaction is open.
  CollectionRun(store::WriteTransaction& write, const std::string& collection,
                const references::Rewriting& rewriting, const std::vector<document::Path>* paths,
                Count count);

  /// Its `id` is set if it has changed something. Throws InvalidInput for a path that no document
  /// has.
  CollectionReferences run();

  /// The id of the import that it is, if it has changed something.
  std::int64_t import() const { return import_; }

 private:
  /// A document that is to be written.
  struct Change {
    history::StoredDocument old;
    Document before, after;
    references::Findings findings;
  };

  const catalog::CollectionEntry& collection() const { return documents_.collection(); }
  bool read(std::int64_t& last_row, std::vector<Change>& changes);
  void apply(const Change& change);
  std::optional<std::string> write(const Change& change);
  void replace(const Change& change, std::string text);
  Value origins_of(const Change& change) const;
  void account();
  [[noreturn]] void fail(const char* what) const;

  store::WriteTransaction& write_;
  undoing::Restorer documents_;
  const references::Rewriting& rewriting_;
  const std::vector<document::Path>* paths_;
  Count count_;
  std::int64_t import_;
  std::optional<history::Provenance> provenance_;
  std::vector<std::int64_t> met_;
  references::Tally tally_;
  CollectionReferences report_;
};

}  // namespace profilestore::following
