#pragma once

#include "core/base/file.h"
#include "core/session/session.h"
#include "tests/core/formats/avro_bytes.h"
#include "tests/core/survey/small_packets.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

/// Shows the words of the error of a Result that must hold a value.
#define VERIFY_RESULT(result) QVERIFY2((result).has_value(), (result) ? "" : (result).error().message.c_str())

/// The body of a ZTF alert of few fields: an object of ten, a night of five, two bands; no cutouts.
inline vetrina::Bytes smallAlert(std::int64_t number)
{
    AvroBytes alert;
    const auto candid = 1000 + number;
    alert.text("ZTF18a" + std::to_string(number / 10)).whole(candid);
    alert.whole(candid).number(2458000.75 + static_cast<double>(number / 5)).whole(number % 2 + 1).some().text("t");
    alert.some().number(18.f + static_cast<float>(number % 7)).null();
    alert.number(12.5 + static_cast<double>(number)).number(-3.25);
    alert.null(); // no history
    alert.null().null().null(); // no cutouts
    return alert.done();
}

/// An Avro container of the alerts `first` .. `last` - 1.
inline std::string smallContainer(std::int64_t first, std::int64_t last)
{
    std::string bytes = avro::header(smallZtf);
    for (auto number = first; number < last; ++number)
        bytes += avro::block(1, vetrina::asText(smallAlert(number)));
    return bytes;
}

/// A folder that goes with the test, and projects and packets in it. The library and state of the user's are elsewhere.
class SmallNight {
public:
    SmallNight()
    {
        for (const char* variable : { "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME" })
            qputenv(variable, m_dir.path().toUtf8());
    }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path(m_dir.path().toStdString()) / name;
    }
    [[nodiscard]] std::filesystem::path project() const { return path("night.vetrina"); }

    /// Writes a file, and the folders above it.
    std::filesystem::path file(const std::string& name, std::string_view bytes) const
    {
        std::filesystem::create_directories(path(name).parent_path());
        std::ofstream(path(name), std::ios::binary) << bytes;
        return path(name);
    }

    /// The project, made where there is none.
    [[nodiscard]] std::unique_ptr<vetrina::session::Session> open(const std::string& user = "ada") const
    {
        vetrina::session::Session::Options options;
        options.create = true;
        options.user = user;
        options.threads = 2;
        auto session = vetrina::session::Session::open(project(), options);
        return session ? std::move(*session) : nullptr;
    }

private:
    QTemporaryDir m_dir;
};
