#pragma once

#include "tests/peer.h"

/// Runs a script with the peers' Python and gives what it prints; nothing, with its words shown, where it fails.
inline QByteArray runPeer(const QStringList& words)
{
    QProcess process;
    process.start(peerPython(), words);
    if (!process.waitForFinished(300'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0) {
        qWarning("%s", process.readAllStandardError().constData());
        return {};
    }
    return process.readAllStandardOutput();
}
