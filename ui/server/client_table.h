// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/words/tone.h"
#include "scenario/mock/client_list.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <functional>
#include <vector>

namespace framescope::ui {

/// The clients of a server: what each plays, where it is, and its verdict.
class ClientTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Verdict, Client, Path, Step, Plays, ColumnCount };
    /// Why a client failed, in one line; empty if that is not known yet.
    using Why = std::function<QString(std::uint64_t client)>;

    using QAbstractTableModel::QAbstractTableModel;

    /// Takes what the list has now; what has not changed keeps its row.
    void refresh(const scenario::ClientList& list, const Why& why);
    void clear();
    const scenario::ClientList::Client& client(int row) const
    {
        return rows_[static_cast<std::size_t>(row)].client;
    }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        scenario::ClientList::Client client;
        QString step; ///< "orders.yaml:7 expect: open"; of a client that failed, why
    };
    static bool same(const Row& row, const scenario::ClientList::Client& client);

    std::vector<Row> rows_;
};

/// How a client stands, as a word with its icon.
struct ClientState
{
    QString word;
    const char* icon;
    present::Tone tone;
};
ClientState stateOf(const scenario::ClientList::Client& client);
bool hasFailed(const scenario::ClientList::Client& client);

} // namespace framescope::ui
