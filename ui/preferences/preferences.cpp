#include "ui/preferences/preferences.h"

#include "core/base/paths.h"
#include "core/base/thread.h"
#include "core/image/colormap.h"
#include "core/image/limits.h"
#include "core/image/stretch.h"
#include "ui/preferences/form.h"
#include "ui/preferences/key_table.h"
#include "ui/scan/scan_page.h"
#include "ui/theme/language.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>

namespace vetrina::ui {

namespace {

QString words(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

Preferences::Preferences(Settings& settings, Commands& commands, QWidget* parent)
    : QDialog(parent)
    , m_settings(settings)
    , m_commands(commands)
    , m_names(new QListWidget)
    , m_pages(new QStackedWidget)
{
    setWindowTitle(tr("Preferences"));
    resize(760, 560);
    m_names->setObjectName("preferenceNames");
    m_names->setFixedWidth(160);
    m_names->setAccessibleName(tr("Pages"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_names);
    row->addWidget(m_pages, 1);
    add(tr("Appearance"), appearancePage());
    add(tr("Scan"), scanPage());
    add(tr("Display"), displayPage());
    add(tr("Keys"), keysPage());
    add(tr("Labels"), labelsPage());
    m_engine = enginePage();
    add(tr("Engine"), m_engine);
    connect(m_names, &QListWidget::currentRowChanged, this, [this](int page) {
        m_pages->setCurrentIndex(page);
        if (page == Engine)
            Q_EMIT modelsAsked();
    });
    m_names->setCurrentRow(Appearance);
    setProjectOpen(false);
}

void Preferences::add(const QString& name, QWidget* page)
{
    m_names->addItem(name);
    m_pages->addWidget(page);
}

void Preferences::showPage(Page page)
{
    m_names->setCurrentRow(page);
    show();
    raise();
    activateWindow();
}

QWidget* Preferences::appearancePage()
{
    auto* form = new Form(m_settings, tr("Appearance"));
    form->choice(tr("Theme"), "appearance.theme",
        { { tr("Dark"), "dark" }, { tr("Light"), "light" }, { tr("As the desktop"), "system" } }, "dark");
    std::vector<Form::Choice> scales;
    for (const int percent : { 100, 125, 150, 175, 200 })
        scales.emplace_back(tr("%1 %").arg(percent), percent / 100.0);
    form->choice(
        tr("Interface scale"), "appearance.scale", scales, 1.0, tr("Of everything; from the next start of Vetrina."));
    std::vector<Form::Choice> tongues{ { tr("As the desktop"), "system" } };
    for (const QString& code : languages())
        tongues.emplace_back(QLocale(code).nativeLanguageName(), code);
    form->choice(tr("Language"), "appearance.language", tongues, "system",
        tr("From the next start. What is not translated stays English."));
    form->space();
    form->button(tr("Show all hints again"), tr("The lines in the status bar that say what a key does, once each."),
        [this] { m_settings.set("hints.done", QJsonArray()); });
    return form;
}

QWidget* Preferences::scanPage()
{
    auto* form = new Form(m_settings, tr("Scan"));
    form->number(tr("Fetch ahead"), "scan.prefetch", 0, 200, ScanPage::usualPrefetch, tr("candidates"),
        tr("What comes next is read and decoded before you ask for it."));
    form->number(tr("Patience"), "scan.patience", 0, 5000, ScanPage::usualPatienceMs, tr("ms"),
        tr("How long the candidate before stays on screen while the next one is late."));
    return form;
}

QWidget* Preferences::displayPage()
{
    auto* form = new Form(m_settings, tr("How stamps are shown"));
    std::vector<Form::Choice> limits, stretches, maps;
    for (const image::LimitsRule rule : image::limitsRules())
        if (rule != image::LimitsRule::User)
            limits.emplace_back(words(image::label(rule)), words(image::name(rule)));
    for (const image::Stretch stretch : image::stretches())
        stretches.emplace_back(words(image::label(stretch)), words(image::name(stretch)));
    for (const image::ColorMap& map : image::ColorMap::all())
        maps.emplace_back(words(map.name), words(map.name));
    form->choice(tr("Limits"), "display.limits", limits, "zscale");
    form->choice(tr("Stretch"), "display.stretch", stretches, "linear");
    form->choice(tr("Colour map"), "display.map", maps, "grey");
    form->tick(tr("North up, east left"), "display.northUp", true);
    form->tick(tr("Crosshair at the source"), "display.crosshair", true);
    form->tick(tr("Zoom and pan the three panels together"), "display.link", true);
    form->tick(tr("Inverted"), "display.invert", false);
    form->space();
    form->tick(tr("A new project begins with what was used last"), "display.keepLast", true,
        tr("Otherwise with what is chosen here. A project that was open before comes back as you left it."));
    return form;
}

QWidget* Preferences::keysPage()
{
    auto* form = new Form(m_settings, tr("Keys"));
    m_keys = new KeyTable(m_commands);
    form->wide(m_keys);
    return form;
}

QWidget* Preferences::labelsPage()
{
    auto* form = new Form(m_settings, tr("Labels"));
    form->text(tr("Your name"), "labels.user", QString::fromStdString(paths::userName()),
        tr("Stands with every label you give, from the next project that is opened."));
    form->button(tr("Open this project again"), tr("With the name above."), [this] { Q_EMIT reopenAsked(); });
    m_reopen.push_back(form->findChildren<QPushButton*>().last());
    form->space();
    form->tick(tr("A label goes on to the next candidate"), "labels.advance", true,
        tr("At once, and in every new project. One that was open before comes back as you left it."));
    form->tick(tr("By object, a label goes to all its alerts"), "labels.wholeObject", false,
        tr("At once, and in every new project. With Shift a class key always does."));
    form->choice(tr("Label scheme"), "labels.scheme",
        { { tr("Transient types"), "transient-types" }, { tr("Real or bogus"), "real-bogus" },
            { tr("Morphology"), "morphology" } },
        "transient-types", tr("Of new projects. Label > Scheme changes it in the one that is open."));
    return form;
}

QWidget* Preferences::enginePage()
{
    auto* form = new Form(m_settings, tr("Engine"));
    form->choice(tr("Device"), "engine.device",
        { { tr("The fastest there is"), "auto" }, { tr("Processor"), "cpu" }, { tr("NVIDIA GPU (CUDA)"), "cuda" } },
        "auto", tr("From the next project that is opened."));
    const int cores = static_cast<int>(usableCores());
    std::vector<Form::Choice> threads{ { tr("All %1 cores").arg(cores), 0 } };
    for (int count = 1; count < cores; ++count)
        threads.emplace_back(count == 1 ? tr("1 core") : tr("%1 cores").arg(count), count);
    form->choice(tr("Threads"), "engine.threads", threads, 0, tr("From the next project that is opened."));
    std::vector<Form::Choice> models{ { tr("The promoted one, else the newest"), "" } };
    bool ready = false;
    for (const session::Models::Entry& model : m_models)
        if (model.hasWeights) {
            const QString name = QString::fromStdString(model.name + ":" + model.version);
            models.emplace_back(name, name);
            ready = true;
        }
    form->choice(tr("Model"), "engine.model", models, "",
        ready ? tr("Scores this project from now on.")
              : tr("No model in the library has weights yet: Model > Score this project asks for some."));
    form->button(
        tr("Open this project again"), tr("With this device and so many threads."), [this] { Q_EMIT reopenAsked(); });
    m_reopen.push_back(form->findChildren<QPushButton*>().last());
    return form;
}

void Preferences::setModels(const std::vector<session::Models::Entry>& models)
{
    m_models = models;
    const bool open = !m_reopen.empty() && m_reopen.front()->isEnabled();
    m_reopen.pop_back(); // of the page that goes
    QWidget* before = m_engine;
    const int at = m_pages->currentIndex();
    m_engine = enginePage();
    m_pages->removeWidget(before);
    delete before;
    m_pages->insertWidget(Engine, m_engine);
    m_pages->setCurrentIndex(at);
    setProjectOpen(open);
}

void Preferences::setProjectOpen(bool open)
{
    for (QPushButton* button : m_reopen) {
        button->setEnabled(open);
        button->setToolTip(open ? tr("Closes it and opens it; nothing is lost") : tr("No project is open"));
    }
}

} // namespace vetrina::ui
