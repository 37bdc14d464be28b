#include "match/regular_expression.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>

#include <cstdint>

#include "document/time_limit.hpp"
#include "match/refusal.hpp"

namespace profilestore::match {
namespace {

constexpr std::string_view regex_name = "$regex";
constexpr std::size_t max_pattern_bytes = 32764;  // MongoDB's bound
constexpr int invalid_pattern = 51091, invalid_option = 51108, match_failed = 51156;
constexpr std::uint32_t max_steps = 10'000'000, max_depth = 1'000'000, max_heap_kib = 64 * 1024;

std::uint32_t flag_of(char option, const std::string& path) {
  switch (option) {
    case 'i':
      return PCRE2_CASELESS;
    case 'm':
      return PCRE2_MULTILINE;
    case 's':
      return PCRE2_DOTALL;
    case 'x':
      return PCRE2_EXTENDED;
    case 'u':
      return PCRE2_UTF;
    default:
      refuse(invalid_option, "invalid flag in regex options", path, regex_name);
  }
}

std::uint32_t flags_of(const std::string& options, const std::string& path) {
  std::uint32_t flags = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C;
  for (const char option : options) flags |= flag_of(option, path);
  return flags;
}

// PCRE2's messages speak of the pattern's syntax and never quote it.
std::string message_of(int error) {
  unsigned char text[256] = {};
  pcre2_get_error_message(error, text, sizeof text);
  return reinterpret_cast<const char*>(text);
}

struct Workspace {
  pcre2_match_data* data = pcre2_match_data_create(1, nullptr);
  pcre2_match_context* limits = pcre2_match_context_create(nullptr);

  Workspace() {
    pcre2_set_match_limit(limits, max_steps);
    pcre2_set_depth_limit(limits, max_depth);
    pcre2_set_heap_limit(limits, max_heap_kib);
  }
  ~Workspace() {
    pcre2_match_data_free(data);
    pcre2_match_context_free(limits);
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
};

}  // namespace

RegularExpression::RegularExpression(const std::string& pattern, const std::string& options,
                                     std::string path)
    : path_(std::move(path)) {
  if (pattern.find('\0') != std::string::npos)
    refuse("Regular expression cannot contain an embedded null byte", path_, regex_name);
  if (pattern.size() > max_pattern_bytes)
    refuse(invalid_pattern, "Regular expression is too long", path_, regex_name);
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                   flags_of(options, path_), &error, &offset, nullptr);
  if (code == nullptr)
    refuse(invalid_pattern, fmt::format("Regular expression is invalid: {}", message_of(error)),
           path_, regex_name);
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // where it fails, matching interprets
  code_ = std::shared_ptr<const pcre2_code>(
      code, [](const pcre2_code* c) { pcre2_code_free(const_cast<pcre2_code*>(c)); });
}

bool RegularExpression::found_in(std::string_view text) const {
  static thread_local const Workspace workspace;
  document::TimeLimit::look_at_clock();
  const auto run = [&](std::uint32_t mode) {
    return pcre2_match(code_.get(), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), 0, mode,
                       workspace.data, workspace.limits);
  };
  int outcome = run(0);
  if (outcome == PCRE2_ERROR_JIT_STACKLIMIT) outcome = run(PCRE2_NO_JIT);  // it uses the heap
  if (outcome >= 0) return true;
  if (outcome == PCRE2_ERROR_NOMATCH) return false;
  refuse(
      match_failed,
      fmt::format("Error occurred while executing the regular expression: {}", message_of(outcome)),
      path_, regex_name);
}

}  // namespace profilestore::match
