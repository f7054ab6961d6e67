#pragma once

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

/// What a run of the program left.
struct Ran {
    int code = -1; ///< -1 where it crashed or did not end
    QByteArray out, err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// Runs `PROGRAM ARGUMENTS` to its end, its library and state in `home`.
inline Ran runProgram(const QString& program, const QStringList& arguments, const QString& home, int seconds = 300)
{
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
        environment.insert(variable, home);
    environment.insert("VETRINA_USER", "tester");
    environment.insert("QT_QPA_PLATFORM", "offscreen");
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    Ran ran;
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished();
        ran.err = "did not end: " + process.readAllStandardError();
        return ran;
    }
    ran.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

/// Runs `vetrina ARGUMENTS` of this build; `home` is one for all where none is given.
inline Ran runVetrina(const QStringList& arguments, const QString& home = {}, int seconds = 300)
{
    static const QTemporaryDir shared;
    return runProgram(
        QStringLiteral(VETRINA_BINARY_DIR "/vetrina"), arguments, home.isEmpty() ? shared.path() : home, seconds);
}

/// QVERIFY that a run ended with a code, its words shown where it did not.
#define VERIFY_RAN(ran, expected)                                                                                      \
    QVERIFY2((ran).code == (expected),                                                                                 \
        qPrintable(QString("exit %1\nstdout: %2\nstderr: %3")                                                          \
                       .arg((ran).code)                                                                                \
                       .arg(QString::fromUtf8((ran).out.left(2000)), QString::fromUtf8((ran).err.left(2000)))))
