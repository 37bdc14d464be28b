// An import with dedupe into a new store, beside two passes of one thread; and what is done with an
// import afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"
#include "bench/rows/exports.hpp"
#include "bench/rows/two_pass.hpp"

namespace bench {
namespace {

using profilestore::ImportOptions;

void must(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

class Out {
 public:
  explicit Out(const std::filesystem::path& file) : file_(std::fopen(file.c_str(), "wb")) {
    must(file_ != nullptr, "an export cannot be written");
  }
  ~Out() { std::fclose(file_); }
  Out(const Out&) = delete;
  Out& operator=(const Out&) = delete;

  void line(std::string_view text) {
    must(std::fwrite(text.data(), 1, text.size(), file_) == text.size() &&
             std::fputc('\n', file_) == '\n',
         "an export cannot be written");
  }

 private:
  std::FILE* file_;
};

/// The steps, and the seconds that each took in this turn.
class Imports {
 public:
  Imports()
      : source_(bulk_export(settings().documents)), target_(settings().folder / "export.jsonl") {
    options_.collection = collection_name;
    options_.unique = {profilestore::Paths{"userId"}};
  }

  void turn(int number) {
    raw_ = fresh_file("two-pass");
    store_ = fresh_file("import");
    if (number % 2 == 0) add(floor, [&] { kept_ = two_passes(source_, raw_); });
    add(import, [&] { report_ = profilestore::import_files(store_, {source_}, options_); });
    if (number % 2 == 1) add(floor, [&] { kept_ = two_passes(source_, raw_); });
    must(report_.ledger.inserted == kept_, "the two do not keep as many documents");
    dry();
    add(investigation,
        [&] { profilestore::investigate({source_.string()}, {.keys = {"userId"}}); });
    afterwards();
    remove_store(store_);
    remove_store(raw_);
    std::filesystem::remove(target_);
  }

  /// Documents, or works, a second.
  std::vector<Speed> floor, import, dry_run, investigation, verification, undoing, raw_export,
      our_export;

 private:
  void add(std::vector<Speed>& speeds, const std::function<void()>& work) {
    speeds.push_back(settings().documents / time_of(work));
  }

  void dry() {
    ImportOptions options = options_;
    options.dry_run = true;
    const auto store = fresh_file("dry");
    add(dry_run, [&] { profilestore::import_files(store, {source_}, options); });
    remove_store(store);
  }

  void afterwards() {
    const Store store = Store::open(store_);
    add(verification, [&] {
      must(profilestore::verify_import(store, report_.id).proven(), "the import is not proven");
    });
    add(our_export, [&] {
      Out out(target_);
      for (const Document& each : Store(store).collection(collection_name).find(Document::object()))
        out.line(profilestore::ejson::relaxed(each));
    });
    add(raw_export, [&] {
      Out out(target_);
      const Database database(raw_);
      for (Statement all(database, "SELECT doc FROM profiles ORDER BY row"); all.step();)
        out.line(all.text(0));
    });
    add(undoing, [&] {
      must(profilestore::undo_import(store, report_.id).removed == kept_, "not all is undone");
    });
  }

  std::filesystem::path source_, target_, raw_, store_;
  ImportOptions options_;
  profilestore::ImportReport report_;
  std::int64_t kept_ = 0;
};

void run(const Answer& answer) {
  Imports all;
  for (int turn = 0; turn < std::min(settings().turns, 5); ++turn) all.turn(turn);
  const std::string of = fmt::format(" {} documents", number_text(settings().documents));
  answer({"import", "import of" + of + ", beside two passes", at_least(0.6)},
         {all.floor, all.import});
  answer({"verify", "verify" + of + ", beside the import", at_most(1)},
         {all.import, all.verification});
  answer({"undo", "undo the import of" + of + ", beside it", at_most(1)},
         {all.import, all.undoing});
  answer({"investigate", "investigate" + of + ", beside an import's dry run", at_most(1)},
         {all.dry_run, all.investigation});
  answer({"export", "export after an import of" + of + ", beside texts"},
         {all.raw_export, all.our_export});
}

}  // namespace

void add_imports() { measure("import", run); }

}  // namespace bench
