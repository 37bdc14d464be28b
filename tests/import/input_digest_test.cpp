// One collection in every format, order and number of files, read in whatever portions: one digest.
#include <algorithm>
#include <numeric>
#include <profilestore/content_digest.hpp>
#include <random>

#include "bson_bytes.hpp"
#include "import/input_corpus.hpp"
#include "import/packing.hpp"
#include "store/seed.hpp"

namespace import_input_digest_test {

using namespace input_corpus;

namespace {

constexpr int documents = 240;  // of 60 keys

/// The document as an application has it; some lack a field.
Document profile(int number) {
  Document document = ejson::parse(fmt::format(
      R"({{"_id":{{"$oid":"65a0000000000000{:08x}"}},"u":{},"name":"Zo\u00eb \"{}\"\n, 日本",)"
      R"("seen":{{"$numberLong":"{}"}},"score":{}.5,"at":{{"$date":"2024-04-29T10:{:02}:00Z"}},)"
      R"("on":{},"in":{{"city":"c{}","zip":{}}}}})",
      number, number * 37 % 60, number, number % 3, number, number % 60,
      number % 2 == 0 ? "true" : "false", number % 5, number));
  if (number % 3 == 0) document.erase("name");
  if (number % 7 == 0) document.erase("score");
  return document;
}

std::string quoted(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string{c};
  return quoted + '"';
}

std::string csv_of(int number) {
  const Document document = profile(number);
  const std::string name =
      document.contains("name") ? quoted(document["name"].get<std::string>()) : "";
  return fmt::format("65a0000000000000{:08x},{},{},{},{},2024-04-29T10:{:02}:00Z,{},c{},{}\r\n",
                     number, number * 37 % 60, name, number % 3,
                     document.contains("score") ? fmt::format("{}.5", number) : "", number % 60,
                     number % 2 == 0 ? "true" : "false", number % 5, number);
}

/// As mongoexport 2 wrote it: a date is a number.
std::string v1_of(int number) {
  std::string text = ejson::relaxed(profile(number));
  const std::size_t at = text.find("\"at\":{\"$date\":\"") + 14;
  const int minutes = number % 60;
  return text.replace(at, 22, fmt::format("{}", 1'714'384'800'000 + minutes * 60'000));
}

struct Form {
  std::string name;
  std::function<std::string(const std::vector<int>&)> spelled;
};

/// Each document by itself, something between them.
Form each(std::string name, std::string (*spelled)(int), const std::string& between,
          const std::string& begin = "", const std::string& end = "") {
  return {std::move(name), [=](const std::vector<int>& numbers) {
            std::string text = begin;
            for (const int number : numbers)
              text += (text.size() == begin.size() ? "" : between) + spelled(number);
            return text + end;
          }};
}

std::string in_canonical(int number) { return ejson::canonical(profile(number)); }
std::string in_normal(int number) { return profile(number).dump(); }
std::string in_lines(int number) { return profile(number).dump(2); }
std::string in_bson(int number) { return bson_bytes::of(in_canonical(number)); }

Form packed_by(int filter, bool tar, std::string name, const Form& form) {
  return {std::move(name), [=](const std::vector<int>& numbers) {
            return packing::packed(filter, {{"data", form.spelled(numbers)}}, tar);
          }};
}

std::vector<Form> forms() {
  const Form lines = each("lines", in_canonical, "\n"), binary = each("BSON", in_bson, "");
  return {lines,
          binary,
          each("lines in normal form, with CRLF", in_normal, "\r\n", "\xEF\xBB\xBF", "\r\n"),
          each("an array", in_canonical, ",", "[", "]\n"),
          each("an array over lines", in_lines, ",\n", "[\n", "\n]\n"),
          each("documents over lines", in_lines, "\n"),
          each("documents, nothing between them", in_normal, ""),
          packed_by(ARCHIVE_FILTER_GZIP, false, "lines in gzip", lines),
          packed_by(ARCHIVE_FILTER_ZSTD, true, "BSON in a tar in zstd", binary)};
}

Form csv() {
  return each("CSV", csv_of, "",
              "_id.objectId(),u.int32(),name.string(),seen.int64(),score.double(),"
              "at.date(),on.boolean(),in.city.string(),in.zip.int32()\n");
}

ImportOptions options_of(const Form& form) {
  ImportOptions options = fixture::by("u");
  if (form.name != "CSV") return options;
  options.type = "csv";
  options.columns_have_types = options.ignore_blanks = true;
  return options;
}

std::vector<int> numbers(std::mt19937_64& chance) {
  std::vector<int> all(documents);
  std::iota(all.begin(), all.end(), 0);
  std::shuffle(all.begin(), all.end(), chance);
  return all;
}

/// The numbers in so many files.
std::vector<std::vector<int>> shared_out(const std::vector<int>& all, std::size_t files) {
  std::vector<std::vector<int>> shares(files);
  for (std::size_t i = 0; i < all.size(); ++i) shares[i * i % files].push_back(all[i]);
  return shares;
}

struct File {
  const Form* form;
  std::vector<int> numbers;
};

std::string digest_of(const std::vector<File>& files, const ChunkOptions& sharing) {
  temporary::Folder folder;
  std::vector<std::string> names;
  for (const File& file : files) {
    names.push_back((folder / fmt::format("source{}", names.size())).string());
    temporary::write_file(names.back(), file.form->spelled(file.numbers));
  }
  const auto report =
      importing::run(folder / "s.db", names, options_of(*files.front().form), nullptr, sharing);
  CHECK(to_text(report.ledger) == to_text(Ledger{documents, 60, 0, 0, documents - 60, 0, 0}));
  return content_digest(Store::open(folder / "s.db"), "profiles");
}

}  // namespace

TEST_CASE("The digest does not depend on format, order, files, portions or threads",
          "[import][corpus][digest]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 chance(seed);
  auto all = forms();
  all.push_back(csv());
  std::vector<int> in_order(documents);
  std::iota(in_order.begin(), in_order.end(), 0);
  const std::string digest = digest_of({{&all.front(), in_order}}, {.threads = 1});
  CHECK(digest != content_digest(temporary::Store(), "profiles"));
  for (const Form& form : all) {
    INFO(form.name);
    for (const ChunkOptions& sharing : all_sharings()) {
      INFO("threads " << sharing.threads << ", parts of " << sharing.chunk_bytes);
      std::vector<File> files;
      for (auto& share : shared_out(numbers(chance), 1 + chance() % 3))
        files.push_back({&form, std::move(share)});
      CHECK(digest_of(files, sharing) == digest);
    }
  }
}

TEST_CASE("The digest does not depend on which formats the files of one import have",
          "[import][corpus][digest]") {
  const std::uint64_t seed = first_seed();
  INFO("PROFILESTORE_SEED=" << seed);
  std::mt19937_64 chance(seed);
  const auto all = forms();
  const auto shares = shared_out(numbers(chance), 3);
  std::vector<std::size_t> order{0, 1, 2};
  std::set<std::string> digests;
  do {
    std::vector<File> files;
    for (const std::size_t i : order) files.push_back({&all[chance() % all.size()], shares[i]});
    digests.insert(digest_of(files, {.threads = 2, .chunk_bytes = 7}));
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(digests.size() == 1);
}

TEST_CASE("Dates of Extended JSON v1 give the digest that those of v2 give",
          "[import][corpus][digest]") {
  std::vector<int> all(documents);
  std::iota(all.begin(), all.end(), 0);
  const Form v1 = each("v1", v1_of, "\n"),
             v2 = each(
                 "v2", [](int number) { return ejson::relaxed(profile(number)); }, "\n");
  CHECK(v1.spelled({5}).find("\"at\":{\"$date\":1714385100000}") != std::string::npos);
  CHECK(digest_of({{&v1, all}}, {.threads = 1}) == digest_of({{&v2, all}}, {.threads = 1}));
}

}  // namespace import_input_digest_test
