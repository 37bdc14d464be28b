// Dates in the layouts that Go's time package has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace profilestore::csv {

class DateLayout {
 public:
  /// ISO 8601, as document::millis_of_iso() reads it.
  DateLayout() = default;

  /// How 15:04:05 of January 2, 2006 is written: of `2006`, `01` or `1`, `Jan`, `January`, `02` or
  /// `2`, `15`, `04`, `05`, a fraction `.000`, a zone `Z07:00`, `Z0700`, `-07:00`, `-0700`, and
  /// between them what is no letter or digit, `T` or `Z`. Without a zone it is UTC; a fraction may
  /// follow seconds even if it is not told. Throws InvalidInput for anything else, two-digit years
  /// and hours up to 12 among that, and for a layout without year, month and day.
  explicit DateLayout(std::string_view layout);

  /// Milliseconds since 1970; nothing if `text` is not so written, or no day that there is.
  std::optional<std::int64_t> millis(std::string_view text) const;

 private:
  struct Part {
    char what;  ///< a letter of `parts` in the source file; 0: `text` itself
    std::string text;
  };

  std::vector<Part> parts_;  ///< empty: ISO 8601
};

}  // namespace profilestore::csv
