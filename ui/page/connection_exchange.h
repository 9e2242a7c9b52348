// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/tools/connection_text.h"
#include "ui/page/chosen_options.h"

#include <QObject>

namespace framescope::ui {

class AddressBar;
class NotificationBar;

/// Takes a connection that another tool wrote, and copies the connection for other tools.
class ConnectionExchange : public QObject
{
    Q_OBJECT

public:
    /// All parts must outlive it.
    ConnectionExchange(ChosenOptions& chosen, AddressBar& bar, NotificationBar& notifications,
                       QObject* parent);

    /// Whether the text is a connection of another tool; then address and options are filled from
    /// it, or it is told why they are not.
    bool take(const QString& text);
    /// Fills address and options.
    void fill(const QString& address, const connection::ConnectionOptions& options);
    void copyAs(connection::Tool tool);

    bool copiesSecrets() const { return copiesSecrets_; }
    void setCopiesSecrets(bool copies);

signals:
    /// Emitted when address and options are others.
    void filled();
    void copiesSecretsChanged();

private:
    ChosenOptions& chosen_;
    AddressBar& bar_;
    NotificationBar& notifications_;
    bool copiesSecrets_ = false;
};

} // namespace framescope::ui
