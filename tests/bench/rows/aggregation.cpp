// Pipelines beside the same work in SQL over json_extract, of one collection of one store.
#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <stdexcept>

#include "bench/harness.hpp"
#include "bench/profiles.hpp"
#include "bench/questions.hpp"

namespace bench {
namespace {

/// Made when it is first asked for; gone with the process.
const std::filesystem::path& asked_store() {
  static const std::filesystem::path file = [] {
    auto made = fresh_file("asked");
    Store store = Store::open(made, {.durability = Durability::relaxed, .many_documents = 0});
    fill_asked(store.collection(collection_name), settings().profiles, 200);
    return made;
  }();
  return file;
}

Sides beside_sql(const Asked& asked) {
  const Store store = Store::open(asked_store());
  Collection profiles = Store(store).collection(collection_name);
  auto database = std::make_shared<Database>(asked_store());
  const Value pipeline = profilestore::ejson::parse_pipeline(asked.pipeline);
  if (count_of(profiles.aggregate(pipeline)) != rows_of(database->get(), asked.sql))
    throw std::runtime_error("the two do not find as much");
  return {[database, sql = asked.sql] {
            return calls_a_second(settings().seconds, [&] { rows_of(database->get(), sql); });
          },
          [store, profiles, pipeline]() mutable {
            return calls_a_second(settings().seconds,
                                  [&] { count_of(profiles.aggregate(pipeline)); });
          }};
}

}  // namespace

void add_aggregation() {
  int number = 0;
  for (const Asked& asked : questions())
    compare(
        {fmt::format("aggregate/{}", ++number),
         fmt::format("{}, {} documents, beside SQL", asked.name, number_text(settings().profiles)),
         {},
         Shown::durations},
        [asked] { return beside_sql(asked); });
}

void write_asked(const std::filesystem::path& folder, int documents) {
  using profilestore::Document;
  std::ofstream texts(folder / "asked.jsonl"), pipelines(folder / "asked.json");
  for (int i = 0; i < documents; ++i)
    texts << profilestore::ejson::relaxed(asked_profile(i, documents, 200)) << "\n";
  Document all = Document::object();
  for (const Asked& asked : questions())
    all[asked.name] = profilestore::ejson::parse_pipeline(asked.pipeline);
  pipelines << profilestore::ejson::relaxed(all) << "\n";
  if (!texts.flush() || !pipelines.flush())
    throw std::runtime_error("the folder cannot be written: " + folder.string());
}

}  // namespace bench
