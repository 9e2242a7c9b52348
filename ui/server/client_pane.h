// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/connection_info.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QPlainTextEdit;
class QTableView;
class QToolButton;

namespace framescope::ui {

class ClientTable;
class ServerPlay;

/// The clients of a server, and the story of the chosen one.
class ClientPane : public QWidget
{
    Q_OBJECT

public:
    explicit ClientPane(QWidget* parent = nullptr);

    /// Shows the clients of what is played, while it is played.
    void setPlay(std::shared_ptr<const ServerPlay> play);
    /// Nothing more comes: reads the list once more.
    void settle();
    /// Chooses no client.
    void showAll();
    /// "3 clients, 1 failed"
    QString summary() const;

signals:
    /// The chosen client's connection in the recording; nullopt: no client is chosen.
    void connectionChosen(std::optional<framescope::ConnectionId> connection);
    void changed();

private:
    void refresh();
    void choose();
    void describe();
    QString whyFailed(std::uint64_t client) const;

    std::shared_ptr<const ServerPlay> play_;
    QTimer timer_;
    ClientTable* table_;
    QTableView* view_;
    QLabel* count_;
    QToolButton* all_;
    QPlainTextEdit* story_;
};

} // namespace framescope::ui
