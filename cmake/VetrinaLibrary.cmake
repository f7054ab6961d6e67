# A folder of core is a library on a floor. An include may only go down, so USES may only name lower floors:
# the build refuses an arrow up or across before any compiler sees it.
#
#   vetrina_library(sky FLOOR 1 SOURCES site.cpp site.h USES base LINKS wcs)
#
# USES names other folders of core (public); LINKS names outside libraries (private unless after PUBLIC_LINKS).
function(vetrina_library name)
    cmake_parse_arguments(ARG "" "FLOOR" "SOURCES;USES;LINKS;PUBLIC_LINKS" ${ARGN})
    if(ARG_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "vetrina_library(${name}): unknown words: ${ARG_UNPARSED_ARGUMENTS}")
    endif()
    add_library(vetrina_${name} STATIC ${ARG_SOURCES})
    set_target_properties(vetrina_${name} PROPERTIES VETRINA_FLOOR ${ARG_FLOOR} LINKER_LANGUAGE CXX)
    target_include_directories(vetrina_${name} PUBLIC ${CMAKE_SOURCE_DIR})
    foreach(used IN LISTS ARG_USES)
        get_target_property(floor vetrina_${used} VETRINA_FLOOR)
        if(NOT floor LESS ARG_FLOOR)
            message(FATAL_ERROR "core/${name} (floor ${ARG_FLOOR}) may not use core/${used} (floor ${floor})")
        endif()
        target_link_libraries(vetrina_${name} PUBLIC vetrina_${used})
    endforeach()
    target_link_libraries(vetrina_${name} PUBLIC ${ARG_PUBLIC_LINKS} PRIVATE ${ARG_LINKS})
endfunction()

# A Qt Test executable beside what it tests in name: tests/core/image/tst_zscale.cpp is `core/image/tst_zscale`.
#
#   vetrina_test(tst_zscale USES image formats)      links vetrina_image, vetrina_formats, Qt Core and Test
#
# Real data is found at ../shared/data or $VETRINA_REAL_DATA (tests/real_data.h).
function(vetrina_test name)
    cmake_parse_arguments(ARG "GUI" "TIMEOUT" "SOURCES;USES;LINKS" ${ARGN})
    if(ARG_GUI AND NOT VETRINA_GUI)
        return()
    endif()
    file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR}/tests ${CMAKE_CURRENT_SOURCE_DIR})
    string(REPLACE "/" "_" prefix "${folder}")
    set(target ${prefix}_${name})
    add_executable(${target} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
    target_compile_definitions(${target} PRIVATE
        VETRINA_SOURCE_DIR="${CMAKE_SOURCE_DIR}" VETRINA_BINARY_DIR="${CMAKE_BINARY_DIR}" QT_NO_KEYWORDS)
    set(libraries ${ARG_USES})
    list(TRANSFORM libraries PREPEND vetrina_)
    target_link_libraries(${target} PRIVATE ${libraries} ${ARG_LINKS} Qt6::Core Qt6::Test)
    if(ARG_GUI)
        target_link_libraries(${target} PRIVATE Qt6::Widgets)
    endif()
    add_test(NAME ${folder}/${name} COMMAND ${target})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 300)
    endif()
    set_tests_properties(${folder}/${name} PROPERTIES TIMEOUT ${ARG_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;ASAN_OPTIONS=detect_leaks=0")
endfunction()

# A benchmark: a plain program that prints ratios; never run by ctest.
function(vetrina_bench name)
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bench)
    target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
    set(libraries ${ARG_USES})
    list(TRANSFORM libraries PREPEND vetrina_)
    target_link_libraries(${name} PRIVATE ${libraries} ${ARG_LINKS})
endfunction()

# A libFuzzer target; only where VETRINA_FUZZ is ON (preset `fuzz`, clang).
function(vetrina_fuzz name)
    if(NOT VETRINA_FUZZ)
        return()
    endif()
    cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
    add_executable(${name} ${name}.cpp ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
    set(libraries ${ARG_USES})
    list(TRANSFORM libraries PREPEND vetrina_)
    target_link_libraries(${name} PRIVATE ${libraries} ${ARG_LINKS})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
endfunction()
