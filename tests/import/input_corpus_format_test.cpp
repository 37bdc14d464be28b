// What an import may meet of BSON, CSV and what they are packed in.

#include "archive_bytes.hpp"
#include "bson_bytes.hpp"
#include "import/input_corpus.hpp"
#include "import/packing.hpp"

namespace import_input_corpus_format_test {

using namespace std::string_literals;
using namespace input_corpus;

namespace {

Setting of_bson() {
  Setting setting;
  setting.lines = false;
  return setting;
}

Setting of_csv() {
  Setting setting;
  setting.options.type = "csv";
  return setting;
}

std::string binary_one(int key) {
  return bson_bytes::of(fmt::format(R"({{"u": {}, "t": "text"}})", key));
}

/// With a length that says so many bytes more.
std::string longer(std::string bytes, int more) {
  bytes[0] = static_cast<char>(bytes[0] + more);
  return bytes;
}

/// So many levels, the outermost with a key.
std::string nested(std::uint32_t levels) {
  const std::string key = "\x10u\0\1\0\0\0"s, inner = "\3a\0"s;
  std::string bytes;
  for (std::uint32_t left = levels; left > 0; --left) {
    const auto length = static_cast<std::uint32_t>(5 + (left - 1) * (5 + inner.size()) +
                                                   (left == levels ? key.size() : 0));
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(length >> (8 * i) & 0xFF);
    if (left == levels) bytes += key;
    if (left > 1) bytes += inner;
  }
  return bytes + std::string(levels, '\0');
}

/// Between two that are sound.
Case piece(std::string name, std::string bytes, std::string reason) {
  return {std::move(name),
          {live(binary_one(1)), bad(std::move(bytes), std::move(reason)), live(binary_one(2))}};
}

std::string refusal(const std::string& bytes) {
  temporary::Folder folder;
  const std::string source = (folder / "source").string();
  temporary::write_file(source, bytes);
  try {
    import_files(folder / "s.db", {source}, fixture::by("u"));
  } catch (const StorageFailure& failure) {
    CHECK(folder.names() == std::set<std::string>{"source"});
    return failure.what();
  }
  return "none";
}

}  // namespace

TEST_CASE("Input corpus: BSON, whole and broken, has its exact ledger", "[import][corpus][bson]") {
  const std::string no_length = "invalid BSON: a wrong length or end at byte 0";
  const std::string no_element = "invalid BSON: an unreadable element at byte ";
  const std::string one = binary_one(7);
  std::string no_end = one, bad_type = one, bad_text = one, long_text = one;
  no_end.back() = '\1';
  bad_type[4] = '\x20';
  bad_text[one.size() - 4] = '\xFF';
  long_text[one.size() - 10] = '\x70';
  check(
      {
          {"documents", {live(binary_one(1)), live(binary_one(2)), live(binary_one(3))}},
          {"of one key", {live(bson_bytes::of(R"({"u": 1, "a": 1})")), merged(binary_one(1))}},
          piece("a length that is too great", longer(one, 1), no_length),
          piece("a length that is greater than the file", longer(one, 100), no_length),
          piece("no byte that ends it", no_end, no_length),
          piece("an element of no type", bad_type, no_element + "7"),
          piece("a text that is not valid UTF-8", bad_text,
                "invalid BSON: text that is not valid UTF-8 at byte 18"),
          piece("a text longer than its document", long_text, no_element + "14"),
          piece("something between", "rubbish", no_length),
          piece("an empty document", bson_bytes::around(""),
                "'u' is missing or null, and the unique index u_1 requires it"),
          piece("101 levels", nested(101), "nested more than 100 levels deep"),
          piece("100,000 levels", nested(100'000), "nested more than 100 levels deep"),
          {"100 levels", {live(nested(100)), live(binary_one(2))}},
          {"the last one cut",
           {live(binary_one(1)), bad(one.substr(0, one.size() - 1), no_length)}},
          {"one byte behind", {live(binary_one(1)), bad("\5", no_length)}},
          {"four bytes behind", {live(binary_one(1)), bad("\x1E\0\0\0"s, no_length)}},
      },
      of_bson());
}

TEST_CASE("Input corpus: CSV, whole and broken, has its exact ledger", "[import][corpus][csv]") {
  const auto row = [](const std::string& key) { return live(key + ",x"); };
  const std::string key_missing = "'u' is missing or null, and the unique index u_1 requires it";
  check(
      {
          {"rows", {gap("u,t\n"), row("1"), gap("\n"), row("2"), gap("\n")}},
          {"no line feed at the end", {gap("u,t\n"), row("1"), gap("\n"), row("2")}},
          {"CRLF", {gap("u,t\r\n"), row("1"), gap("\r\n"), row("2"), gap("\r\n")}},
          {"a byte order mark", {gap("\xEF\xBB\xBFu,t\n"), row("1"), gap("\n")}},
          {"the header alone", {gap("u,t\n")}},
          {"empty lines", {gap("u,t\n\n"), row("1"), gap("\n\n\n"), row("2"), gap("\n\n")}},
          {"lines within a value",
           {gap("u,t\n"),
            live("1,\"a\n\"\"b\"\",\nc\"", R"({"u":{"$numberInt":"1"},"t":"a\n\"b\",\nc"})"),
            gap("\n"), row("2"), gap("\n")}},
          {"of one key", {gap("u,t\n"), row("1"), gap("\n"), merged("1,x"), gap("\n")}},
          {"too few values", {gap("u,t\n"), live("1"), gap("\n"), row("2"), gap("\n")}},
          {"too many values",
           {gap("u,t\n"), row("1"), gap("\n"), bad("2,x,y", "3 values for 2 columns"), gap("\n"),
            row("3"), gap("\n")}},
          {"a quote that is not closed",
           {gap("u,t\n"), bad("1,\"x", "a value's closing quote is missing"), gap("\n"), row("2"),
            gap("\n")}},
          {"invalid UTF-8",
           {gap("u,t\n"), row("1"), gap("\n"),
            bad("2,\xFF",
                "not valid UTF-8; if the file is in another encoding, tell which: "
                "--encoding windows-1252, or another"),
            gap("\n"), row("3"), gap("\n")}},
          {"a NUL", {gap("u,t\n"), live("1,a\0b"s), gap("\n"), row("2"), gap("\n")}},
      },
      of_csv());
}

TEST_CASE("Input corpus: documents of one key that name two persons are in conflict",
          "[import][corpus]") {
  Setting setting;
  setting.options.identity = {"email"};
  check({{"of a key",
          {live(R"({"u":1,"email":"a@x","a":1})"), gap("\n"), merged(R"({"u":1,"email":"A@X "})"),
           gap("\n"),
           conflicted(
               R"({"u":1,"email":"b@x"})",
               "conflict of identity: 'email' differs from that of a document with the same key"),
           gap("\n"), merged(R"({"u":1})"), gap("\n")}}},
        setting);
}

TEST_CASE("Input corpus: what is packed has the ledger of what is in it", "[import][corpus]") {
  const std::string first = "{\"u\":1}\n{\"u\":", second = "2}\nrubbish\n{\"u\":1}";
  const std::vector<Stretch> stretches{live("{\"u\":1}"),
                                       gap("\n"),
                                       live("{\"u\":2}"),
                                       gap("\n"),
                                       bad("rubbish", "not an object"),
                                       gap("\n"),
                                       merged("{\"u\":1}")};
  const std::vector<packing::File> files{{"data", first + second}};
  check(
      {{"gzip", stretches, packing::gzip(first + second)},
       {"gzip, two members, a document over both", stretches,
        packing::gzip(first) + packing::gzip(second)},
       {"gzip in gzip", stretches, packing::gzip(packing::gzip(first + second))},
       {"zstd", stretches, packing::packed(ARCHIVE_FILTER_ZSTD, files, false)},
       {"xz", stretches, packing::packed(ARCHIVE_FILTER_XZ, files, false)},
       {"bzip2", stretches, packing::packed(ARCHIVE_FILTER_BZIP2, files, false)},
       {"tar", stretches, packing::packed(ARCHIVE_FILTER_NONE, files, true)},
       {"tar, gzip", stretches, packing::packed(ARCHIVE_FILTER_GZIP, files, true)},
       {"zip", stretches, packing::zipped(files)},
       {"gzip in zip", stretches, packing::zipped({{"data.gz", packing::gzip(first + second)}})}});
}

TEST_CASE("Input corpus: a collection of an archive has the ledger of its documents",
          "[import][corpus][bson]") {
  using namespace archive_bytes;
  const std::string one = binary_one(1), two = binary_one(2), view = binary_one(3);
  const std::string prelude =
      start() + listed("app", "profiles") + listed("app", "system.views") + stop;
  const std::string whole = prelude + block("app", "profiles", one) +
                            block("app", "system.views", view) + end("app", "system.views", view) +
                            block("app", "profiles", two + one) +
                            end("app", "profiles", one + two + one);
  const std::vector<Stretch> stretches{live(one), live(two), merged(one)};
  const std::string cut = two.substr(0, 9);
  std::string none = one;
  none[4] = '\x20';  // no type
  check({{"whole", stretches, whole},
         {"in gzip", stretches, packing::gzip(whole)},
         {"cut off behind a document", stretches,
          whole.substr(
              0, whole.size() - end("app", "profiles", one + two + one).size() - stop.size())},
         {"cut off in a document",
          {live(one), bad(cut, "invalid BSON: a wrong length or end at byte 0")},
          prelude + head("app", "profiles") + one + cut},
         {"a document that is none",
          {live(one), bad(none, "invalid BSON: an unreadable element at byte 7"), live(two)},
          prelude + block("app", "profiles", one + none + two)}},
        of_bson());
}

TEST_CASE("Input corpus: what can't be unpacked is refused whole, and no store is made",
          "[import][corpus]") {
  const std::string good = packing::gzip("{\"u\":1}\n{\"u\":2}\n");
  std::string checksum = good, length = good;
  checksum[good.size() - 6] ^= 1;
  length[good.size() - 2] ^= 1;
  for (std::size_t size = 3; size < good.size(); ++size)
    CHECK_THAT(refusal(good.substr(0, size)), has_part("gzip: it is truncated"));
  CHECK_THAT(refusal(good + good.substr(0, 9)), has_part("gzip: it is truncated"));
  CHECK_THAT(refusal(checksum), has_part("gzip: incorrect data check"));
  CHECK_THAT(refusal(length), has_part("gzip: incorrect length check"));
  CHECK_THAT(refusal(good + "{\"u\":3}"), has_part("gzip: data that is not gzip follows"));
  const std::string bomb = packing::gzip(std::string(65 << 20, ' '));
  CHECK_THAT(refusal(bomb), has_part("more than 200 times its size"));
  CHECK_THAT(refusal(packing::gzip(bomb)), has_part("more than 200 times its size"));
}

}  // namespace import_input_corpus_format_test
