#include "ui/scan/candidate_menus.h"

#include "core/session/links.h"
#include "core/sky/coordinates.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QMenu>
#include <QUrl>

namespace vetrina::ui {

namespace {

QString sexagesimalOf(const session::CandidateView& view)
{
    return QString::fromStdString(sky::sexagesimal({ view.candidate.raDeg, view.candidate.decDeg }));
}

/// What a status line has room for.
QString shortly(const QString& text)
{
    const QString line = QString(text).replace('\n', ' ').replace('\t', ' ');
    return line.size() > 72 ? line.left(70) + "…" : line;
}

} // namespace

QStringList CandidateMenus::sites()
{
    return { "SIMBAD", "NED", "TNS", "Legacy Survey", "PanSTARRS", "ALeRCE", "Fink", "Lasair", "Fritz", "MPC checker" };
}

CandidateMenus::CandidateMenus(QWidget* parent)
    : QObject(parent)
    , m_open(new QMenu(parent))
    , m_links(new QMenu(tr("Copy the link of"), parent))
    , m_copy(new QMenu(parent))
{
    m_open->setToolTipsVisible(true);
    m_links->setToolTipsVisible(true);
    for (const QString& site : sites()) {
        if (site == "ALeRCE" || site == "MPC checker")
            m_open->addSeparator();
        QAction* open = m_open->addAction(site, this, [this, site] { this->open(site); });
        QAction* link = m_links->addAction(site, this, [this, site] { copyLink(site); });
        m_actions.push_back({ site, { open, link } });
    }
    m_open->addSeparator();
    m_open->addMenu(m_links);

    addCopy(tr("Position, sexagesimal"), "Shift+C", sexagesimalOf);
    addCopy(tr("Position, degrees"), {}, [](const session::CandidateView& view) {
        return QString::fromStdString(sky::decimal({ view.candidate.raDeg, view.candidate.decDeg }));
    });
    addCopy(tr("Object"), {},
        [](const session::CandidateView& view) { return QString::fromStdString(view.candidate.object); });
    addCopy(
        tr("Alert id"), {}, [](const session::CandidateView& view) { return QString::number(view.candidate.key.id); });
    addCopy(tr("Finder line"), {},
        [](const session::CandidateView& view) { return QString::fromStdString(session::finderLine(view.candidate)); });
    m_copy->addSeparator();
    addCopy(tr("All fields, tab-separated"), {}, [](const session::CandidateView& view) {
        return QString::fromStdString(session::asTsv(view.candidate, view.fields));
    });
    addCopy(tr("All fields, JSON"), {}, [](const session::CandidateView& view) {
        return QString::fromStdString(session::asJson(view.candidate, view.fields));
    });
    set(nullptr);
}

void CandidateMenus::addCopy(
    const QString& title, const QString& keyHint, std::function<QString(const session::CandidateView&)> text)
{
    // The key itself is a command's; a second shortcut of the same keys would make both fail.
    m_copy->addAction(keyHint.isEmpty() ? title : title + '\t' + keyHint, this, [this, title, text = std::move(text)] {
        if (m_view)
            copy(text(*m_view), title);
    });
}

void CandidateMenus::set(const ViewPtr& view)
{
    m_view = view;
    std::vector<session::Link> links;
    if (view)
        links = session::linksOf(view->candidate);
    for (const auto& [site, actions] : m_actions) {
        const auto found = std::ranges::find(links, site.toStdString(), &session::Link::site);
        const bool there = found != links.end();
        const QString about = there ? QString::fromStdString(found->about + "\n" + found->url) : why(site);
        for (QAction* action : { actions.first, actions.second }) {
            action->setEnabled(there);
            action->setToolTip(about);
        }
    }
    for (QAction* action : m_copy->actions())
        action->setEnabled(view != nullptr);
}

QString CandidateMenus::urlOf(const QString& site) const
{
    if (m_view)
        for (const session::Link& link : session::linksOf(m_view->candidate))
            if (link.site == site.toStdString())
                return QString::fromStdString(link.url);
    return {};
}

QString CandidateMenus::why(const QString& site) const
{
    if (!m_view)
        return tr("There is no candidate");
    return urlOf(site).isEmpty() ? tr("%1 has no page for this candidate").arg(site) : QString();
}

void CandidateMenus::open(const QString& site)
{
    const QString url = urlOf(site);
    if (url.isEmpty()) {
        Q_EMIT said(why(site), true);
    } else if (QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode))) {
        Q_EMIT said(tr("Opened in %1: %2").arg(site, shortly(url)), false);
    } else {
        QGuiApplication::clipboard()->setText(url);
        Q_EMIT said(tr("No browser here opened %1; its link is copied").arg(site), true);
    }
}

void CandidateMenus::copyLink(const QString& site)
{
    if (const QString url = urlOf(site); !url.isEmpty())
        copy(url, tr("the link of %1").arg(site));
    else
        Q_EMIT said(why(site), true);
}

void CandidateMenus::copyPosition()
{
    if (m_view)
        copy(sexagesimalOf(*m_view), tr("Position, sexagesimal"));
}

void CandidateMenus::copy(const QString& text, const QString& words)
{
    if (text.isEmpty() || text == "-") {
        Q_EMIT said(tr("This alert has none: %1").arg(words), true);
        return;
    }
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT said(tr("Copied %1: %2").arg(words, shortly(text)), false);
}

} // namespace vetrina::ui
