// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/client_table.h"

#include "present/words/visible_line.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <QFileInfo>

#include <algorithm>

namespace framescope::ui {

namespace {

using Listed = scenario::ClientList::Client;

QString shown(const std::string& text)
{
    return present::visibleLine(QString::fromStdString(text));
}

/// Where a step stands, and the step as it is written.
QString stepText(const Listed& client)
{
    if (!client.step) {
        return {};
    }
    const scenario::Place& place = client.step->place;
    return QStringLiteral("%1:%2  %3")
        .arg(QFileInfo(QString::fromStdString(place.file)).fileName())
        .arg(place.line)
        .arg(shown(client.step->text));
}

} // namespace

ClientState stateOf(const Listed& client)
{
    using scenario::Outcome;
    switch (client.outcome) {
    case Outcome::Passed:
        return {ClientTable::tr("passed"), "check", present::Tone::Good};
    case Outcome::Failed:
        return {ClientTable::tr("failed"), "error", present::Tone::Bad};
    case Outcome::Error:
        return {ClientTable::tr("error"), "warning", present::Tone::Warning};
    case Outcome::Skipped:
        break;
    }
    return client.connected
               ? ClientState{ClientTable::tr("connected"), "connect", present::Tone::Neutral}
               : ClientState{ClientTable::tr("left"), "disconnect", present::Tone::LifeCycle};
}

bool hasFailed(const Listed& client)
{
    return client.outcome == scenario::Outcome::Failed ||
           client.outcome == scenario::Outcome::Error;
}

bool ClientTable::same(const Row& row, const Listed& client)
{
    const bool asksWhy = hasFailed(client) && row.step.isEmpty();
    return !asksWhy && row.client.step == client.step && row.client.outcome == client.outcome &&
           row.client.connected == client.connected &&
           row.client.target.size() == client.target.size() &&
           row.client.plays.size() == client.plays.size();
}

void ClientTable::refresh(const scenario::ClientList& list, const Why& why)
{
    const auto rowOf = [&why](const Listed& client) {
        return Row{client, hasFailed(client) ? why(client.number) : stepText(client)};
    };
    const std::vector<Listed> now = list.clients();
    const std::uint64_t first = now.empty() ? 0 : now.front().number;
    const auto dropped =
        std::ranges::find_if(rows_, [first](const Row& row) { return row.client.number >= first; });
    if (const auto count = static_cast<int>(dropped - rows_.begin()); count > 0) {
        beginRemoveRows({}, 0, count - 1);
        rows_.erase(rows_.begin(), dropped);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        if (!same(rows_[i], now[i])) {
            rows_[i] = rowOf(now[i]);
            const int row = static_cast<int>(i);
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    if (rows_.size() < now.size()) {
        beginInsertRows({}, static_cast<int>(rows_.size()), static_cast<int>(now.size()) - 1);
        for (std::size_t i = rows_.size(); i < now.size(); ++i) {
            rows_.push_back(rowOf(now[i]));
        }
        endInsertRows();
    }
}

void ClientTable::clear()
{
    beginResetModel();
    rows_.clear();
    endResetModel();
}

int ClientTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int ClientTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ClientTable::data(const QModelIndex& index, int role) const
{
    const Row& row = rows_[static_cast<std::size_t>(index.row())];
    const Listed& client = row.client;
    const ClientState state = stateOf(client);
    const auto text = [&] {
        switch (index.column()) {
        case Verdict:
            return state.word;
        case Client:
            return shown(client.address);
        case Path:
            return shown(client.target);
        case Step:
            return row.step;
        default:
            return shown(client.plays);
        }
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::ToolTipRole:
        return text();
    case Qt::DecorationRole:
        return index.column() == Verdict
                   ? QVariant(style::icon(QLatin1String(state.icon), style::inkOf(state.tone)))
                   : QVariant();
    case Qt::ForegroundRole:
        return index.column() == Verdict ? QVariant(style::colours().of(state.tone)) : QVariant();
    default:
        return {};
    }
}

QVariant ClientTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal) {
        return {};
    }
    const QString names[] = {tr("State"), tr("Client"), tr("Path"), tr("Step, or why it failed"),
                             tr("Plays")};
    return names[section];
}

} // namespace framescope::ui
