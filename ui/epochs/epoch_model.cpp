#include "ui/epochs/epoch_model.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace vetrina::ui {

std::vector<EpochTile> tilesOf(const session::CandidateView& view, const std::vector<session::ObjectAlert>& alerts)
{
    std::vector<EpochTile> tiles;
    std::unordered_set<std::int64_t> here;
    for (const session::ObjectAlert& alert : alerts) {
        here.insert(alert.candid);
        tiles.push_back({ alert.row, alert.candid, alert.jd, 0, alert.band, alert.positive, alert.magnitude,
            alert.row == view.row });
    }
    for (const sky::Epoch& epoch : view.lightCurve.epochs)
        if (epoch.kind == sky::Epoch::Kind::Detection && epoch.alertId != 0 && here.insert(epoch.alertId).second)
            tiles.push_back({ -1, epoch.alertId, epoch.jd, 0, epoch.band, epoch.positive, epoch.magnitude, false });
    for (EpochTile& tile : tiles)
        tile.days = tile.jd - view.candidate.jd;
    // What has no date stands first: with NaN there would be no order.
    std::ranges::stable_sort(tiles, {}, [](const EpochTile& tile) { return std::isfinite(tile.jd) ? tile.jd : 0; });
    return tiles;
}

QString epochWords(double days)
{
    if (!std::isfinite(days))
        return EpochModel::tr("no date");
    const double size = std::abs(days);
    const QChar sign = days < 0 ? QChar(0x2212) : QChar('+');
    if (size < 0.9995)
        return EpochModel::tr("%1%2 h").arg(sign).arg(size * 24, 0, 'f', 1);
    return EpochModel::tr("%1%2 d").arg(sign).arg(size, 0, 'f', size < 99.95 ? 1 : 0);
}

EpochModel::EpochModel(QObject* parent)
    : QAbstractListModel(parent)
{
    m_fetch.setSingleShot(true);
    connect(&m_fetch, &QTimer::timeout, this, &EpochModel::fetch);
}

void EpochModel::setProject(Project* project)
{
    setTiles({});
    m_images.clear();
    m_project = project;
}

void EpochModel::setTiles(std::vector<EpochTile> tiles)
{
    m_question.drop();
    m_wanted.clear();
    m_asked.clear();
    beginResetModel();
    m_tiles = std::move(tiles);
    endResetModel();
}

void EpochModel::setPanel(data::Panel panel)
{
    if (panel == m_panel)
        return;
    m_panel = panel;
    m_question.drop();
    m_wanted.clear();
    m_asked.clear();
    m_images.clear();
    if (!m_tiles.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int EpochModel::current() const
{
    const auto found = std::ranges::find_if(m_tiles, &EpochTile::current);
    return found == m_tiles.end() ? -1 : static_cast<int>(found - m_tiles.begin());
}

const QImage* EpochModel::thumbnail(int at) const
{
    const data::Row row = tile(at).row;
    if (row < 0)
        return nullptr;
    if (const QImage* image = m_images.object(row))
        return image;
    if (!m_asked.contains(row)) {
        m_asked.insert(row);
        m_wanted.push_back(row);
        m_fetch.start(0);
    }
    return nullptr;
}

void EpochModel::fetch()
{
    if (!m_project)
        return;
    const std::stop_token stop = m_question.token();
    for (const data::Row row : std::exchange(m_wanted, {}))
        whenDone(
            m_project->thumbnail(row, thumbnailSide, stop, m_panel), this, stop, [this, row](Result<QImage> image) {
                m_asked.remove(row);
                const bool dropped = !image && image.error().code == Error::Code::Cancelled; // from a full queue
                if (!dropped)
                    m_images.insert(row, new QImage(image ? std::move(*image) : QImage()));
                changed(row); // asked for again where it was dropped and is still in sight
            });
}

void EpochModel::changed(data::Row row)
{
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        if (m_tiles[i].row == row)
            Q_EMIT dataChanged(index(static_cast<int>(i)), index(static_cast<int>(i)), { Qt::DecorationRole });
}

int EpochModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_tiles.size());
}

QVariant EpochModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole))
        return {};
    const EpochTile& epoch = tile(index.row());
    QString text = tr("%1 days, %2 %3")
                       .arg(epoch.days, 0, 'f', 1)
                       .arg(QChar(epoch.band))
                       .arg(static_cast<double>(epoch.magnitude), 0, 'f', 2);
    if (!epoch.positive)
        text += tr(", fainter than in the template");
    if (epoch.current)
        text += tr(", this alert");
    if (epoch.row < 0)
        text += tr(", no cutouts in this project");
    return text + '\n' + QString::number(epoch.candid);
}

} // namespace vetrina::ui
