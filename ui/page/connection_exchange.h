// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "collection/saved_connection.h"
#include "connection/tools/connection_text.h"
#include "ui/page/chosen_options.h"

#include <QObject>

#include <functional>

namespace framescope::ui {

class AddressBar;
class NotificationBar;
class Variables;

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
    /// What is written, with templates, and the values for them. Both must outlive it.
    using Written = std::function<collection::SavedConnection()>;
    void setVariables(Variables& variables, Written written);
    /// Copies the connection, with the values of variables as they are now.
    void copyAs(connection::Tool tool);

    bool copiesSecrets() const { return copiesSecrets_; }
    void setCopiesSecrets(bool copies);

signals:
    /// Emitted when address and options are others.
    void filled();
    void copiesSecretsChanged();

private:
    void copy(connection::Tool tool, const connection::ConnectionOptions& options);
    void refuseCopy(const Error& error);

    ChosenOptions& chosen_;
    AddressBar& bar_;
    NotificationBar& notifications_;
    Variables* variables_ = nullptr;
    Written written_;
    bool copiesSecrets_ = false;
};

} // namespace framescope::ui
