// Shows the import of an export with duplicates: one document of each key survives and the others
// go to the archive, verify_import accounts for every byte, and undo_import removes it all again.
#include <fstream>
#include <iostream>
#include <profilestore/profilestore.hpp>

using namespace profilestore;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path path = argv[1];
  const std::string source = (path.parent_path() / "export.jsonl").string();
  std::ofstream(source) << R"({"_id": 1, "userId": "ann"}
{"_id": 2, "userId": "ann", "bio": "Tea.", "updatedAt": {"$date": "2024-06-17T01:00:00Z"}}
{"_id": 3, "userId": "ann", "city": "Oslo"}
{"_id": 4, "userId": "bob"}
{"_id": 5, "userId": "bob"
{"_id": 6}
)";

  // The most complete document of a userId survives; `fill` gives it the fields that it lacks.
  // The losers, and the survivor as it was before, go to the archive; unusable lines and documents
  // without a key to the quarantine.
  const ImportReport report = import_files(
      path, {source}, {.collection = "profiles", .unique = {"userId"}, .merge = {"fill"}});
  std::cout << to_text(report.ledger) << '\n';

  Store store = Store::open(path);
  Collection profiles = store.collection("profiles");
  const Document ann = profiles.find_one({{"userId", "ann"}}).value();
  std::cout << "survivor:    " << ejson::relaxed(ann) << '\n';
  for (const SetAsideKind which : {SetAsideKind::archive, SetAsideKind::quarantine}) {
    each_set_aside(store, "profiles", which, report.id, [&](const SetAside& aside) {
      std::cout << (which == SetAsideKind::archive ? "archive:     line " : "quarantine:  line ")
                << aside.line << ", " << aside.reason << '\n';
    });
  }

  // Reads the source again: every document, and every byte, is in one place or another.
  const VerifyReport proof = verify_import(store, report.id);
  std::cout << "proven: " << std::boolalpha << proof.proven() << '\n';

  const UndoReport undone = undo_import(store, report.id);
  std::cout << "undone: " << undone.removed << " documents removed\n";

  const Ledger expected = {.read = 6, .inserted = 2, .merged = 2, .quarantined = 2};
  const bool as_shown = report.ledger == expected && ann.at("_id") == 2 &&
                        ann.at("city") == "Oslo" && proof.proven() && undone.removed == 2 &&
                        profiles.count() == 0;
  return as_shown ? 0 : 1;
}
