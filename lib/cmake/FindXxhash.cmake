# xxHash, as its header alone: its functions are compiled in, so whoever links the library needs
# nothing of it.
find_path(XXHASH_INCLUDE_DIR xxh3.h)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Xxhash REQUIRED_VARS XXHASH_INCLUDE_DIR)
if(XXHASH_FOUND AND NOT TARGET Xxhash::Header)
  add_library(Xxhash::Header INTERFACE IMPORTED)
  set_target_properties(Xxhash::Header PROPERTIES
    INTERFACE_INCLUDE_DIRECTORIES ${XXHASH_INCLUDE_DIR})
endif()
