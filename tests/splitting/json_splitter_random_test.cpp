// Random sources, whole and damaged: what holds of the pieces of any of them.
#include <algorithm>
#include <random>
#include <string>

#include "catch.hpp"
#include "splitting/pieces.hpp"
#include "store/seed.hpp"

namespace splitting_json_splitter_random_test {

using namespace profilestore;
using namespace std::string_literals;
using pieces::is_document;
using pieces::line_of;
using pieces::only_separators;
using pieces::Piece;
using pieces::pieces_of;

namespace {

// Sources of every layout, and damage done to them.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::vector<Document> documents() {
    std::vector<Document> documents(below(6));
    for (Document& document : documents) document = object(0);
    return documents;
  }

  std::string laid_out(const std::vector<Document>& documents) {
    std::string source = below(4) == 0 ? "\xEF\xBB\xBF" : "";
    const std::size_t layout = below(9);
    if (layout == 0) return source + Value(documents).dump();
    if (layout == 1) return source + Value(documents).dump(2) + "\n";
    if (layout < 4) source += "[";
    for (const Document& document : documents) {
      source += document.dump(layout == 3 || layout == 4 ? 2 : -1);
      source += std::vector{",\n", ",\n", "\n", "\n", "\r\n", ",\n", ""}[layout - 2];
    }
    return layout < 4 ? source + "]" : source;
  }

  /// Cuts the text, or puts other bytes or a part of itself in place of a few.
  std::string damaged(std::string text, std::string_view bytes) {
    const std::size_t at = below(text.size() + 1);
    if (below(5) == 0) return text.substr(0, at);
    const std::string_view from = below(4) == 0 ? text : bytes;
    const std::string junk(from.substr(below(from.size() + 1), below(3)));
    return text.replace(at, below(4), junk);
  }

 private:
  std::string string() {
    std::string text;
    for (std::size_t i = below(5); i > 0; --i)
      text += std::vector{"a", "{", "}", "[", "]", "\"", "\\", ",", "\n", "é", " "}[below(11)];
    return text;
  }
  Value value(int level) {
    const std::size_t kind = below(level < 3 ? 6 : 4);
    if (kind == 0) return static_cast<int>(below(100));
    if (kind < 4) return string();
    if (kind == 4) return object(level + 1);
    Value array = Value::array();
    for (std::size_t i = below(3); i > 0; --i) array.push_back(value(level + 1));
    return array;
  }
  Document object(int level) {
    Document object = Document::object();
    for (std::size_t i = below(4); i > 0; --i) object["n" + string()] = value(level);
    return object;
  }

  std::mt19937_64 random_;
};

}  // namespace

TEST_CASE("Every document of a valid source is a piece, whatever its layout",
          "[import][splitter][random]") {
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + 3000; ++seed) {
    Generator generator(seed);
    const auto documents = generator.documents();
    const std::string source = generator.laid_out(documents);
    INFO("PROFILESTORE_SEED=" << seed << ": " << source);
    const auto pieces = pieces_of(source);
    REQUIRE(pieces.size() == documents.size());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      REQUIRE(pieces[i].usable);
      REQUIRE(ejson::parse(pieces[i].bytes) == documents[i]);
    }
  }
}

TEST_CASE("Between the pieces of any source lies nothing but separators",
          "[import][splitter][random]") {
  const std::uint64_t first = first_seed();
  std::size_t usable = 0, unusable = 0;
  for (std::uint64_t seed = first; seed < first + 6000; ++seed) {
    Generator generator(seed);
    std::string source = generator.laid_out(generator.documents());
    for (std::size_t i = 1 + generator.below(4); i > 0; --i)
      source = generator.damaged(source, "{}[]\",:\\\n\r \t\0x1\xFF\xEF"s);
    INFO("PROFILESTORE_SEED=" << seed << ": " << source);
    std::uint64_t at = 0;
    for (const Piece& piece : pieces_of(source)) {
      REQUIRE(piece.offset >= at);
      REQUIRE_FALSE(piece.bytes.empty());
      REQUIRE(piece.bytes.data() == source.data() + piece.offset);
      REQUIRE(piece.offset + piece.bytes.size() <= source.size());
      REQUIRE(only_separators(std::string_view(source).substr(at, piece.offset - at)));
      REQUIRE(piece.line == line_of(source, piece.offset));
      REQUIRE((piece.usable ? is_document(piece.bytes) : !is_document(piece.bytes)));
      ++(piece.usable ? usable : unusable);
      at = piece.offset + piece.bytes.size();
    }
    REQUIRE(only_separators(std::string_view(source).substr(at)));
  }
  CHECK(usable > 3000);
  CHECK(unusable > 3000);
}

TEST_CASE("A damaged line of JSON Lines takes no other with it", "[import][splitter][random]") {
  const std::uint64_t first = first_seed();
  std::size_t damaged = 0;
  for (std::uint64_t seed = first; seed < first + 6000; ++seed) {
    Generator generator(seed);
    std::vector<std::string> lines;
    for (const Document& document : generator.documents()) lines.push_back(document.dump());
    if (lines.empty()) continue;
    std::string& broken = lines[generator.below(lines.size())];
    for (std::size_t i = 1 + generator.below(3); i > 0; --i)
      broken = generator.damaged(broken, "{}[]\",:\\ x1\0\xFF"s);
    if (!is_document(broken)) ++damaged;
    std::string source;
    for (const std::string& line : lines) source += line + "\n";
    INFO("PROFILESTORE_SEED=" << seed << ": " << source);
    const auto pieces = pieces_of(source);
    std::uint64_t at = 0;
    for (const std::string& line : lines) {
      if (&line != &broken)
        REQUIRE(std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
          return piece.offset == at && piece.bytes == line && piece.usable;
        }));
      at += line.size() + 1;
    }
  }
  CHECK(damaged > 3000);
}

}  // namespace splitting_json_splitter_random_test
