#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTest>

#include <cstdlib>
#include <filesystem>

/// The Python that carries the peer libraries: $VETRINA_PEERS/bin/python, else build/peers (packaging/peers makes it).
inline QString peerPython()
{
    const char* set = std::getenv("VETRINA_PEERS");
    const auto folder =
        set && *set ? std::filesystem::path(set) : std::filesystem::path(VETRINA_SOURCE_DIR) / "build/peers";
    std::error_code ignored;
    const auto python = folder / "bin/python";
    return std::filesystem::exists(python, ignored) ? QString::fromStdString(python.string()) : QString();
}

/// Whether the peers hold these Python modules.
inline bool peerHas(const QString& modules)
{
    return !peerPython().isEmpty() && QProcess::execute(peerPython(), { "-c", "import " + modules }) == 0;
}

/// Skips the test, saying so, where a peer library is absent.
#define PEER_OR_SKIP(modules)                                                                                          \
    if (!peerHas(modules))                                                                                             \
    QSKIP("the peer libraries (" modules ") are not here: packaging/peers installs them")
