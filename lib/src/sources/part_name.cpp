#include "sources/part_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace profilestore::sources {
namespace {

constexpr int letters_in_alphabet = 26;
constexpr std::size_t most_digits = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }

std::size_t run_at_end(std::string_view text, bool (*belongs)(char)) {
  std::size_t count = 0;
  while (count < text.size() && belongs(text[text.size() - 1 - count])) ++count;
  return count;
}

bool ends_in_part(std::string_view stem) {
  constexpr std::string_view word = "part";
  return stem.size() > word.size() &&
         std::equal(word.begin(), word.end(), stem.end() - word.size(),
                    [](char expected, char c) { return (c | 0x20) == expected; });
}

std::optional<PartName> read_digits(const std::string& name) {
  const std::size_t count = run_at_end(name, is_digit);
  if (count == 0 || count > most_digits) return std::nullopt;
  PartName part{name.substr(0, name.size() - count), name.substr(name.size() - count),
                PartName::Kind::digits, std::stoi(name.substr(name.size() - count))};
  if (ends_in_part(part.stem))
    part.kind = PartName::Kind::part;
  else if (count == 1 || !part.stem.ends_with('.') || part.stem.size() < 2)
    return std::nullopt;
  return part;
}

std::optional<PartName> read_letters(const std::string& name) {
  const std::string base = name.substr(name.rfind('/') + 1);
  std::size_t count = run_at_end(base, is_small_letter);
  if (count == base.size() && base.starts_with('x')) --count;  // xaa
  if (count < 2 || count > most_digits || base.size() == count) return std::nullopt;
  if (base.size() - count > 1 && base[base.size() - count - 1] != '.') return std::nullopt;
  if (base.size() - count == 1 && base[0] != 'x') return std::nullopt;
  PartName part{name.substr(0, name.size() - count), name.substr(name.size() - count),
                PartName::Kind::letters, 0};
  for (const char c : part.suffix) part.number = part.number * letters_in_alphabet + (c - 'a');
  return part;
}

}  // namespace

std::optional<PartName> PartName::read(const std::string& name) {
  if (auto part = read_digits(name)) return part;
  return read_letters(name);
}

std::string PartName::with(int other) const {
  if (kind == Kind::digits) return stem + fmt::format("{:0{}}", other, suffix.size());
  if (kind == Kind::part)
    return stem + (suffix.starts_with('0') ? fmt::format("{:0{}}", other, suffix.size())
                                           : std::to_string(other));
  std::string letters(suffix.size(), 'a');
  for (std::size_t i = letters.size(); i > 0 && other > 0; --i, other /= letters_in_alphabet)
    letters[i - 1] = static_cast<char>('a' + other % letters_in_alphabet);
  return stem + letters;
}

// part9 and part10 are of one file; 9 and 10 are not.
bool PartName::is_of_same(const PartName& other) const {
  return stem == other.stem && kind == other.kind &&
         (kind == Kind::part || suffix.size() == other.suffix.size());
}

bool PartName::is_surely_later() const {
  if (kind == Kind::letters) return number > 0 && number < letters_in_alphabet;
  return number > 1;
}

}  // namespace profilestore::sources
