#pragma once

#include <QString>
#include <QTest>

#include <cstdlib>
#include <filesystem>

/// Where the real data lies: $VETRINA_REAL_DATA, else ../shared/data beside the source tree; empty where absent.
inline std::filesystem::path realData()
{
    if (const char* set = std::getenv("VETRINA_REAL_DATA"); set && *set)
        return set;
    std::error_code ignored;
    auto beside = std::filesystem::path(VETRINA_SOURCE_DIR) / ".." / "shared" / "data";
    return std::filesystem::exists(beside, ignored) ? std::filesystem::canonical(beside, ignored)
                                                    : std::filesystem::path();
}

/// Skips the test, saying so, where the real data is absent.
#define REAL_DATA_OR_SKIP()                                                                                            \
    if (realData().empty())                                                                                            \
    QSKIP("the real data is not here: set VETRINA_REAL_DATA or put it at ../shared/data")
