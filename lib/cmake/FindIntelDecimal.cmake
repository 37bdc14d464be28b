# Intel's decimal floating-point library, which Debian ships without a package file of its own. Of
# its builds, 000 takes arguments by value, and rounding and flags as arguments.
find_path(IntelDecimal_INCLUDE_DIR bid_functions.h)
find_library(IntelDecimal_LIBRARY NAMES bidgcc000)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(IntelDecimal
  REQUIRED_VARS IntelDecimal_LIBRARY IntelDecimal_INCLUDE_DIR)
if(IntelDecimal_FOUND AND NOT TARGET IntelDecimal::IntelDecimal)
  add_library(IntelDecimal::IntelDecimal UNKNOWN IMPORTED)
  set_target_properties(IntelDecimal::IntelDecimal PROPERTIES
    IMPORTED_LOCATION ${IntelDecimal_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${IntelDecimal_INCLUDE_DIR})
endif()
