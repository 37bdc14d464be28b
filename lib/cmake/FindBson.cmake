# libbson, under whichever of its names is there.
find_package(PkgConfig QUIET)
if(PKG_CONFIG_FOUND)
  pkg_search_module(PC_BSON QUIET libbson-1.0 bson2 libbson-2.0)
endif()
find_path(Bson_INCLUDE_DIR bson/bson.h
  HINTS ${PC_BSON_INCLUDE_DIRS} PATH_SUFFIXES libbson-1.0 bson-2.2.0 bson-2.1.0 bson-2.0.0)
find_library(Bson_LIBRARY NAMES bson-1.0 bson2 bson HINTS ${PC_BSON_LIBRARY_DIRS})
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Bson REQUIRED_VARS Bson_LIBRARY Bson_INCLUDE_DIR)
if(Bson_FOUND AND NOT TARGET Bson::Bson)
  add_library(Bson::Bson UNKNOWN IMPORTED)
  set_target_properties(Bson::Bson PROPERTIES
    IMPORTED_LOCATION ${Bson_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${Bson_INCLUDE_DIR})
endif()
