// Random updates in a store: of a collection whose documents are updated in their texts, and of one
// that has a validator, for which whole documents are made.
#include <cstdlib>

#include "catch.hpp"
#include "store/seed.hpp"
#include "store/temporary_store.hpp"
#include "update/random_updates.hpp"

namespace crud_splicing_random_test {

using namespace profilestore;

namespace {

// PROFILESTORE_SPLICES: how many; 1000000 before a release.
std::uint64_t wished() {
  const char* wished = std::getenv("PROFILESTORE_SPLICES");
  return wished == nullptr ? 1500 : std::stoull(wished);
}

CollectionOptions options_of(bool timestamps) {
  return {.indexes = {{"a", Missing::sparse}, {"b.a", Missing::sparse}}, .timestamps = timestamps};
}

std::string text_of(const std::optional<Document>& image) { return image ? image->dump() : "-"; }

// All that the call says, but for the dates.
std::string answer_of(Collection users, const Document& filter, const Document& update,
                      const UpdateOptions& options) {
  try {
    Outcome outcome = users.find_one_and_update(filter, update, options);
    if (outcome.after) outcome.after->erase("updatedAt");
    return text_of(outcome.before) + " -> " + text_of(outcome.after) +
           (outcome.matched ? " matched" : "") + (outcome.modified ? " modified" : "") +
           (outcome.inserted ? " inserted" : "");
  } catch (const Error& fault) {
    std::string what = fault.what();
    if (const auto at = what.find("spliced"); at != std::string::npos) what.replace(at, 7, "whole");
    return std::to_string(fault.code()) + " " + what;
  }
}

std::string without_stamps(std::optional<Document> document) {
  for (const char* stamp : {"createdAt", "updatedAt"})
    if (document && document->contains(stamp)) (*document)[stamp] = 0;
  return text_of(document);
}

// All that the next change says, but when and where it was.
std::string next_of(ChangeStream& changes) {
  const auto event = changes.next();
  if (!event) return "none";
  Document told = event->to_document();
  for (const char* own : {"_id", "wallTime", "ns", "txnNumber"}) told.erase(own);
  return told.dump();
}

// How many changes the one has told as the other has.
int require_same(ChangeStream& one, ChangeStream& other) {
  for (int count = 0;; ++count) {
    const std::string told = next_of(one);
    REQUIRE(next_of(other) == told);
    if (told == "none") return count;
  }
}

ChangeStream changes_of(Collection collection) {
  return collection.watch({}, {.full_document = FullDocument::required,
                               .full_document_before_change = FullDocumentBeforeChange::required});
}

void compare(bool timestamps) {
  const std::uint64_t count = wished();
  temporary::Store store;
  for (const char* name : {"spliced", "whole"})
    store.collection(name, options_of(timestamps)).set_change_log({.max_changes = 1'000'000'000});
  store.collection("whole").set_validator({{{"_id", {{"$exists", true}}}}});
  ChangeStream spliced_changes = changes_of(store.collection("spliced")),
               whole_changes = changes_of(store.collection("whole"));
  const std::uint64_t first = first_seed();
  int modified = 0;
  store.transaction([&](Transaction& transaction) {
    Collection spliced = transaction.collection("spliced"), whole = transaction.collection("whole");
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
      random_updates::Writer writer(seed);
      Document document = ejson::parse(writer.document()), filter = {{"_id", 1}};
      const Document update = ejson::parse(writer.update());
      if (writer.below(3) == 0 && document.contains("c")) filter["c"] = document["c"];
      const UpdateOptions options{.upsert = writer.below(2) == 0,
                                  .returning = writer.below(2) == 0 ? Return::both : Return::none};
      INFO("seed " << seed << ": " << update.dump() << " on " << document.dump());
      for (Collection* users : {&spliced, &whole}) {
        users->delete_many(Document::object());
        users->insert_one(document);
      }
      const std::string answer = answer_of(whole, filter, update, options);
      if (!timestamps) REQUIRE(answer_of(spliced, filter, update, options) == answer);
      if (timestamps) answer_of(spliced, filter, update, options);
      REQUIRE(without_stamps(spliced.find_one({{"_id", 1}})) ==
              without_stamps(whole.find_one({{"_id", 1}})));
      modified += answer.ends_with("modified");
    }
  });
  CHECK(modified > static_cast<int>(count) / 12);
  CHECK(store.check().sound());
  if (!timestamps) CHECK(require_same(spliced_changes, whole_changes) > modified);
}

}  // namespace

TEST_CASE("An update in the text of a document is what it is of the whole document",
          "[store][update_run][random]") {
  compare(false);
}

TEST_CASE("Stamps are in their places, whether or not an update is made in the text",
          "[store][update_run][random]") {
  compare(true);
}

}  // namespace crud_splicing_random_test
