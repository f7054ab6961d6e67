#pragma once

/// Before a function whose loops the compiler vectorises: compiled for each kind of processor, chosen at the start.
/// The sanitizers' start-up comes too late for the choice, so there it is compiled once.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__)                  \
    && !defined(__SANITIZE_THREAD__)
#define VETRINA_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VETRINA_VECTOR_CLONES
#endif
