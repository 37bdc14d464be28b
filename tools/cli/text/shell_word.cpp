#include "text/shell_word.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace profilestore::cli {

std::string shell_word(const std::string& text) {
  const auto plain = [](unsigned char c) {
    return std::isalnum(c) ||
           std::string_view("._/+,:@%-").find(static_cast<char>(c)) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

}  // namespace profilestore::cli
