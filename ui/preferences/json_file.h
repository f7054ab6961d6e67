#pragma once

#include "core/base/executor.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>

#include <filesystem>

namespace vetrina::ui {

/// A small JSON object that is kept in a file: written a moment after it changed, off the window's thread, so that
/// after a crash either the old or the new one stands there. Without a file it keeps nothing.
class JsonFile : public QObject {
    Q_OBJECT

public:
    explicit JsonFile(QObject* parent = nullptr);
    /// What changed last is written.
    ~JsonFile() override;

    /// The object of a file; empty where it can't be read. Any thread; at most a megabyte is read.
    [[nodiscard]] static QJsonObject read(const std::filesystem::path& file);

    /// From now on it is this file's, with what stands there; what is to be written to the one before is written.
    void use(const std::filesystem::path& file, QJsonObject content);
    [[nodiscard]] const QJsonObject& object() const { return m_object; }
    void set(const QJsonObject& object);
    /// Hands what changed to the writer now.
    void flush();

    static constexpr int restMs = 150; ///< changes within that long are written together

private:
    std::filesystem::path m_file;
    QJsonObject m_object;
    QTimer m_rest;
    bool m_toWrite = false;
    Executor m_writer{ "settings", 1, 16, Executor::WhenFull::DropOldest };
};

} // namespace vetrina::ui
