#pragma once

#include "tests/peer.h"

#include <QFile>
#include <QProcess>
#include <QString>
#include <QStringList>

#include <cstdlib>
#include <vector>

/// The truth beside tests/golden/sky/make_goldens.py, and the Python peer that asks the real packets.
namespace goldens {

inline const QString folder = VETRINA_SOURCE_DIR "/tests/golden/sky/";

/// The cells of each line of a CSV file without quotes.
inline std::vector<QStringList> rows(const QString& name)
{
    std::vector<QStringList> all;
    QFile file(folder + name);
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd())
            all.push_back(QString::fromUtf8(file.readLine()).trimmed().split(','));
    }
    return all;
}

/// A number as Python wrote it, decimal or hexadecimal.
inline double number(const QString& text) { return std::strtod(text.toLatin1().constData(), nullptr); }

/// What a script beside the goldens prints; nothing where it fails.
inline QByteArray ask(const QStringList& arguments)
{
    QProcess peer;
    peer.setWorkingDirectory(folder);
    peer.start(peerPython(), arguments);
    if (!peer.waitForFinished(120000) || peer.exitStatus() != QProcess::NormalExit || peer.exitCode() != 0)
        return {};
    return peer.readAllStandardOutput();
}

} // namespace goldens
