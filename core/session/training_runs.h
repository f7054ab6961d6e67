#pragma once

#include "core/session/training.h"
#include "core/session/training_selection.h"

#include <filesystem>
#include <utility>

namespace vetrina::session {

/// A run that is under way is this process's, until it is destroyed.
class RunLock {
public:
    RunLock() = default;
    explicit RunLock(int file)
        : m_file(file)
    {
    }
    RunLock(RunLock&& other) noexcept
        : m_file(std::exchange(other.m_file, -1))
    {
    }
    RunLock& operator=(RunLock&& other) noexcept
    {
        std::swap(m_file, other.m_file);
        return *this;
    }
    ~RunLock();

private:
    int m_file = -1;
};

/// The runs of a project on the disk, a folder each. Private to core/session.
///
///     runs/0012/run.json                  what it is and how it stands
///     runs/0012/labels.csv                the snapshot
///     runs/0012/checkpoint.safetensors    until it is done
class RunFolder {
public:
    /// The next number, made. Errors: Full, ReadOnly, Io.
    [[nodiscard]] static Result<RunFolder> make(const std::filesystem::path& project);
    /// Errors: NotFound.
    [[nodiscard]] static Result<RunFolder> open(const std::filesystem::path& project, int number);
    /// Newest first.
    [[nodiscard]] static std::vector<RunFolder> all(const std::filesystem::path& project);

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path checkpoint() const { return m_path / "checkpoint.safetensors"; }

    /// Errors: Busy where another process trains it.
    [[nodiscard]] Result<RunLock> lock() const;

    /// A run that says it trains was killed, if nobody has its lock: it reads as Stopped. Errors: Malformed.
    [[nodiscard]] Result<TrainingRun> read() const;
    [[nodiscard]] Result<void> write(const TrainingRun& run) const;
    [[nodiscard]] Result<TrainingSelection> labels() const;
    [[nodiscard]] Result<void> writeLabels(const TrainingSelection& labels) const;

private:
    std::filesystem::path m_path;
    int m_number = 0;
};

} // namespace vetrina::session
