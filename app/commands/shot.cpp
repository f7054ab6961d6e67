#include "app/commands/commands.h"
#include "core/session/candidates.h"
#include "ui/map/map_page.h"
#include "ui/project/project.h"
#include "ui/scan/scan_page.h"
#include "ui/shell/main_window.h"
#include "ui/shell/workspaces.h"
#include "ui/theme/theme.h"
#include "ui/train/train_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>

#include <cstdio>

namespace vetrina::app {

namespace {

struct Words {
    std::string workspace = "Scan", size = "1280x800", theme = "dark", out;
    std::int64_t candid = 0;
};

/// Lets the window work until `done` holds, at most so long.
template <typename Done> bool settle(int ms, Done done)
{
    QElapsedTimer clock;
    clock.start();
    while (!done() && clock.elapsed() < ms)
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
    return done();
}

Error wrong(const std::string& what, const std::string& remedy) { return { Error::Code::WrongUse, what, remedy }; }

Result<QSize> shoot(Context& context, const Words& words)
{
    int width = 0, height = 0;
    if (std::sscanf(words.size.c_str(), "%dx%d", &width, &height) != 2 || width < 640 || height < 480 || width > 8192
        || height > 8192)
        return tl::unexpected(wrong("size '" + words.size + "'", "Give WIDTHxHEIGHT between 640x480 and 8192x8192."));
    const QString workspace = QString::fromStdString(words.workspace).toLower();
    if (workspace != "scan" && workspace != "map" && workspace != "train") // said before a project is opened
        return tl::unexpected(wrong("workspace '" + words.workspace + "' is not there", "Use Scan, Map or Train."));
    auto session = session::Session::open(context.project, context.open);
    if (!session)
        return tl::unexpected(session.error());
    data::Row row = -1;
    if (words.candid != 0) {
        const auto found = (*session)->candidates().find(words.candid);
        if (!found)
            return tl::unexpected(found.error());
        row = *found;
    }
    const bool empty = (*session)->candidates().count() == 0;

    qputenv("QT_QPA_PLATFORM", "offscreen");
    int argc = 1;
    char name[] = "vetrina";
    char* argv[] = { name, nullptr };
    QApplication application(argc, argv);
    ui::MainWindow window;
    window.setScheme(words.theme == "light" ? ui::Scheme::Light : ui::Scheme::Dark);
    window.resize(width, height);
    window.show();
    window.setProject(ui::Project::of(std::move(*session)));
    const auto* scan = window.scan();
    const auto painted = [&] { return empty || (scan->shown() && (row < 0 || scan->shown()->row == row)); };
    if (row >= 0) {
        settle(20000, [&] { return scan->shown() != nullptr; });
        window.scan()->showRow(row);
    }
    if (!settle(20000, painted))
        return fail(Error::Code::Internal, "the window showed no candidate within 20 s",
            "Look at the project with `vetrina doctor`.");
    if (workspace == "map") {
        if (row >= 0)
            window.map()->markRow(row);
        window.workspaces()->open(window.map());
        if (!settle(20000, [&] { return window.map()->isSettled(); }))
            return fail(Error::Code::Internal, "the window showed no map within 20 s",
                "Look at the project with `vetrina doctor`.");
    }
    if (workspace == "train") {
        window.workspaces()->open(window.train());
        if (!settle(20000, [&] { return window.train()->isSettled(); }))
            return fail(Error::Code::Internal, "the window knew no runs within 20 s",
                "Look at the project with `vetrina doctor`.");
    }
    settle(800, [] { return false; }); // thumbnails of the queue
    const QImage picture = window.grab().toImage();
    window.setProject(nullptr);
    if (!picture.save(QString::fromStdString(words.out)))
        return fail(Error::Code::Io, words.out + ": can't be written",
            "Give a name that ends in .png in a folder that can be written.");
    return picture.size();
}

void run(Context& context, const Words& words)
{
    const auto size = shoot(context, words);
    if (!size)
        return say(context, size.error());
    if (context.json)
        print({ { "width", size->width() }, { "height", size->height() } });
    else
        std::printf("%s: %d x %d\n", words.out.c_str(), size->width(), size->height());
}

} // namespace

void addShot(CLI::App& program, Context& context)
{
    auto* command = program.add_subcommand("shot", "The real window, painted without a display");
    auto words = std::make_shared<Words>();
    command->add_option("--workspace", words->workspace, "Scan, Map or Train")->capture_default_str();
    command->add_option("--candid", words->candid, "The alert to show; the first of the queue by default");
    command->add_option("--size", words->size, "WIDTHxHEIGHT")->capture_default_str();
    command->add_option("--theme", words->theme, "dark or light")
        ->check(CLI::IsMember({ "dark", "light" }))
        ->capture_default_str();
    command->add_option("--out", words->out, "A .png file")->required();
    addProjectOption(*command, context);
    addOutputOptions(*command, context);
    command->footer(
        "Example:\n"
        "  vetrina shot --project night.vetrina --workspace Scan --size 1920x1080 --theme light --out scan.png");
    command->callback([=, &context] { run(context, *words); });
}

} // namespace vetrina::app
