#include "document/pattern.hpp"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>

#include <cstdint>

#include "document/time_limit.hpp"

namespace profilestore::document {
namespace {

using FaultKind = PatternFault::Kind;

constexpr std::size_t max_pattern_bytes = 32764;  // MongoDB's bound
constexpr std::uint32_t max_steps = 10'000'000, max_recursion = 1'000'000, max_heap_kib = 64 * 1024;

std::uint32_t flag_of(char option) {
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
      throw PatternFault(FaultKind::option, "invalid flag in regex options");
  }
}

std::uint32_t flags_of(std::string_view options) {
  std::uint32_t flags = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C;
  for (const char option : options) flags |= flag_of(option);
  return flags;
}

// PCRE2's messages speak of the pattern's syntax and never quote it.
std::string message_of(int error) {
  unsigned char text[256] = {};
  pcre2_get_error_message(error, text, sizeof text);
  return reinterpret_cast<const char*>(text);
}

struct Workspace {
  pcre2_match_context* limits = pcre2_match_context_create(nullptr);

  Workspace() {
    pcre2_set_match_limit(limits, max_steps);
    pcre2_set_depth_limit(limits, max_recursion);
    pcre2_set_heap_limit(limits, max_heap_kib);
  }
  ~Workspace() { pcre2_match_context_free(limits); }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
};

struct FreesMatch {
  void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};
using MatchData = std::unique_ptr<pcre2_match_data, FreesMatch>;

bool matched(const pcre2_code* code, std::string_view text, std::size_t start,
             pcre2_match_data* data) {
  static thread_local const Workspace workspace;
  TimeLimit::look_at_clock();
  const auto run = [&](std::uint32_t mode) {
    return pcre2_match(code, reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), start, mode,
                       data, workspace.limits);
  };
  // What was searched from its beginning is known to be UTF-8.
  const std::uint32_t mode = start == 0 ? 0 : PCRE2_NO_UTF_CHECK;
  int outcome = run(mode);
  if (outcome == PCRE2_ERROR_JIT_STACKLIMIT) outcome = run(mode | PCRE2_NO_JIT);  // uses the heap
  if (outcome >= 0) return true;
  if (outcome == PCRE2_ERROR_NOMATCH) return false;
  throw PatternFault(FaultKind::run,
                     fmt::format("Error occurred while executing the regular expression: {}",
                                 message_of(outcome)));
}

}  // namespace

Pattern::Pattern(const std::string& pattern, std::string_view options) {
  if (pattern.find('\0') != std::string::npos)
    throw PatternFault(FaultKind::nul, "Regular expression cannot contain an embedded null byte");
  if (pattern.size() > max_pattern_bytes)
    throw PatternFault(FaultKind::too_long, "Regular expression is too long");
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                   flags_of(options), &error, &offset, nullptr);
  if (code == nullptr)
    throw PatternFault(FaultKind::syntax,
                       fmt::format("Regular expression is invalid: {}", message_of(error)));
  code_ = std::shared_ptr<const pcre2_code>(
      code, [](const pcre2_code* c) { pcre2_code_free(const_cast<pcre2_code*>(c)); });
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // where it fails, matching interprets
  std::uint32_t groups = 0;
  pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
  groups_ = groups;
}

bool Pattern::found_in(std::string_view text) const {
  static thread_local const MatchData data(pcre2_match_data_create(1, nullptr));
  return matched(code_.get(), text, 0, data.get());
}

std::optional<Pattern::Found> Pattern::find(std::string_view text, std::size_t start) const {
  const MatchData data(pcre2_match_data_create_from_pattern(code_.get(), nullptr));
  if (!matched(code_.get(), text, start, data.get())) return std::nullopt;
  const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(data.get());
  Found found;
  for (std::size_t i = 0; i <= groups_; ++i)
    found.push_back(ends[2 * i] == PCRE2_UNSET ? std::nullopt
                                               : std::optional(Span{ends[2 * i], ends[2 * i + 1]}));
  // A \K in a lookahead may put the end before the beginning.
  if (found[0]->end < found[0]->begin) found[0]->end = found[0]->begin;
  return found;
}

}  // namespace profilestore::document
