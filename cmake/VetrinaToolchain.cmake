# Flags that hold for every target.

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()

# (GCC 12 warns of impossible copies in its own std::string: -Wrestrict.)
add_compile_options(-Wall -Wextra -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
# Scores and pixels must be the same on every machine: no silent fused multiply-add.
add_compile_options(-ffp-contract=off)
# ccache can share objects that were built with a precompiled header only when its time stamp is left out.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
endif()

if(VETRINA_SANITIZE)
    add_compile_options(-fsanitize=${VETRINA_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${VETRINA_SANITIZE})
endif()
if(VETRINA_FUZZ)
    # Every library is instrumented; only the targets themselves link libFuzzer's main.
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
