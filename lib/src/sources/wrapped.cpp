#include "sources/wrapped.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <profilestore/error.hpp>
#include <vector>

#include "splitting/json_members.hpp"
#include "splitting/splitter.hpp"

namespace profilestore::sources {
namespace {

constexpr std::size_t most_names = 8;

/// One walk down a path.
class Descent {
 public:
  Descent(const std::string& name, std::string_view text, const std::string& at)
      : name_(name), text_(text), at_(at) {}

  Wrapped run() {
    const std::size_t mark =
        text_.starts_with(splitting::byte_order_mark) ? splitting::byte_order_mark.size() : 0;
    const std::size_t begin = text_.find_first_not_of(" \t\r\n", mark);
    if (begin == text_.npos) refuse("it is empty");
    if (text_[begin] == '[') refuse("it is an array, not an object: omit --at");
    if (text_[begin] != '{') refuse("it does not begin with an object");
    const std::string_view value =
        at_ == "." ? all_of(text_.substr(begin)) : member(text_.substr(begin), at_, "").value;
    const std::size_t end = text_.find_first_not_of(" \t\r\n", outer_end_);
    if (end != text_.npos)
      refuse(
          fmt::format("more text follows the object that the file begins with (offset {}): give "
                      "each such object as a file of its own",
                      end));
    return within(value);
  }

 private:
  using Member = splitting::JsonMembers::Member;

  [[noreturn]] void refuse(const std::string& why) const {
    throw InvalidInput(2, fmt::format("{}: looking for '{}': {}", name_, at_, why));
  }

  std::size_t offset_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - text_.data());
  }

  // All members are read, since another of the same name would be left out. A name may have dots.
  Member member(std::string_view object, std::string_view path, const std::string& above) {
    const std::string_view first = path.substr(0, path.find('.'));
    splitting::JsonMembers members(object);
    std::optional<Member> found;
    std::string found_name;
    std::vector<std::string> names;
    while (const auto one = members.next()) {
      std::string name = one->text();
      const bool is_meant = name == path || (name == first && found_name != path);
      if (is_meant && found && name == found_name)
        refuse(fmt::format("'{}' is there twice", above + name));
      if (is_meant) {
        found = one;
        found_name = name;
      }
      if (names.size() < most_names) names.push_back(std::move(name));
    }
    end_of(members, object, above);
    if (!found)
      refuse(fmt::format("there is no '{}'{}", above + std::string(first), listed(names, above)));
    if (found_name == path) return *found;
    if (!found->value.starts_with('{'))
      refuse(fmt::format("'{}' is not an object", above + found_name));
    return member(found->value, path.substr(first.size() + 1), above + found_name + ".");
  }

  std::string_view all_of(std::string_view object) {
    splitting::JsonMembers members(object);
    while (members.next()) continue;
    end_of(members, object, "");
    return text_.substr(offset_of(object), outer_end_ - offset_of(object));
  }

  void end_of(const splitting::JsonMembers& members, std::string_view object,
              const std::string& above) {
    if (!members.all_read())
      refuse(
          fmt::format("the object{} cannot be read behind offset {}: the file is cut off, or "
                      "brackets or quotes in it do not match",
                      above.empty() ? "" : " '" + above.substr(0, above.size() - 1) + "'",
                      offset_of(object) + members.at()));
    if (above.empty()) outer_end_ = offset_of(object) + members.at() + 1;
  }

  static std::string listed(const std::vector<std::string>& names, const std::string& above) {
    if (names.empty()) return ": the object is empty";
    std::string text = "; there is ";
    for (std::size_t i = 0; i < names.size(); ++i)
      text += fmt::format("{}'{}{}'", i == 0 ? "" : ", ", above, names[i]);
    return names.size() == most_names ? text + ", …" : text;
  }

  Wrapped within(std::string_view value) const {
    const std::size_t begin = offset_of(value), end = begin + value.size();
    if (value.starts_with('[')) return {begin, end, false};
    if (!value.starts_with('{')) refuse("it is neither an array nor a map of documents");
    splitting::JsonMembers members(value);
    std::vector<std::string> names;
    bool any_object = false;
    for (auto one = members.next(); one && !any_object; one = members.next()) {
      any_object = one->value.starts_with('{');
      if (names.size() < most_names) names.push_back(one->text());
    }
    if (!any_object && !names.empty())
      refuse("no member of it is a document" + listed(names, at_ == "." ? "" : at_ + "."));
    return {begin, end, true};
  }

  const std::string& name_;
  const std::string_view text_;
  const std::string& at_;
  std::size_t outer_end_ = 0;
};

}  // namespace

Wrapped wrapped_at(const std::string& name, std::string_view text, const std::string& at) {
  return Descent(name, text, at).run();
}

}  // namespace profilestore::sources
