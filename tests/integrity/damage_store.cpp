// The store that is damaged, before it is.
#include <sstream>

#include "integrity/damage.hpp"

namespace damage {

using namespace profilestore;

namespace {

Document person(int i) {
  Document document{{"_id", i},
                    {"userId", text("u", i)},
                    {"name", text("Name ", i * 7919 % 1000)},
                    {"city", text("city", i % 7)},
                    {"tags", {text("t", i), text("s", i % 5)}},
                    {"score", i * 1.5}};
  if (i % 3 != 0) document["email"] = text("Mail", i) + "@example.org";
  // Some lie on pages of their own.
  if (i % 30 == 0) document["biography"] = std::string(6000, static_cast<char>('a' + i % 26));
  return document;
}

std::string export_of(int first, const char* note) {
  std::ostringstream lines;
  for (int i = first; i < first + 40; ++i)
    lines << R"({"_id":)" << 1000 + i << R"(,"userId":"v)" << i / 2 << R"(","n":)" << i
          << R"(,"note":")" << note << i << "\"}\n";
  lines << "{\"_id\":\n";
  return lines.str();
}

void import(const std::filesystem::path& store, const std::filesystem::path& source,
            const std::string& lines) {
  temporary::write_file(source, lines);
  ImportOptions options;
  options.collection = "imported";
  options.unique = {Paths("userId")};
  options.allow_absent = true;
  options.merge = {"fill"};
  import_files(store, {source.string()}, options);
}

}  // namespace

std::string text(const std::string& letter, int number) { return letter + std::to_string(number); }

void make_store(const std::filesystem::path& path, const temporary::Folder& folder) {
  {
    Store store = Store::open(path, temporary::quick());
    Collection all =
        store.collection("people", {.indexes = {{"userId"}, {"email", Missing::sparse}, {"tags"}}});
    all.create_index(Index{"city"});
    Index names{"name"};
    names.name = "names";
    names.collation = Collation{.strength = 2};
    all.create_index(names);
    Index scores{"score"};
    scores.where = {{"score", {{"$gt", 20}}}};
    all.create_index(scores);
    all.drop_index("tags_1");
    all.create_index(Index{"tags"});
    for (int i = 0; i < people; ++i) all.insert_one(person(i));
    all.set_validator({.filter = {{"userId", {{"$type", "string"}}}}});
    try {
      all.insert_one({{"_id", 0}, {"userId", "u0"}});
    } catch (const DuplicateKey&) {
    }
    store.migrate({{1, "first", [](Transaction&) {}}});
    keep_document(store, "people", 4);
    add_not_duplicates(store, "people", 5, 6);
  }
  import(path, folder / "one.jsonl", export_of(0, "first "));
  import(path, folder / "two.jsonl", export_of(20, "second "));
  Store::open(path, temporary::quick()).collection("people").delete_many({{"city", "city6"}});
}

}  // namespace damage
