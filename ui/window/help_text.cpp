// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/help_text.h"

#include "base/text/qt_string.h"
#include "ui/style/colours.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/actions.h"

#include <QKeySequence>

#include <array>

namespace framescope::ui {

namespace {

/// Keys that a view handles while it has the focus, and that are in no menu.
struct ViewKeys
{
    const char* view;
    const char* keys; ///< in QKeySequence's portable text, separated by ", "
    const char* does;
};

constexpr std::array ViewTable{
    ViewKeys{"Address", "Return", "Connect"},
    ViewKeys{"Address", "Down", "Choose from the history"},
    ViewKeys{"Address", "Ctrl+V", "Paste an address, or a line of curl, wscat or another tool"},
    ViewKeys{"Filter", "F1", "Filter language"},
    ViewKeys{"Filter", "Alt+Down", "Named and recent filters"},
    ViewKeys{"Filter", "Up", "Filters that were used before"},
    ViewKeys{"Filter", "Down", "Go to the rows"},
    ViewKeys{"Timeline", "End", "Follow the newest row"},
    ViewKeys{"Timeline", "Shift+F10", "Menu of the row"},
    ViewKeys{"Timeline", "Right, Left", "Unfold and fold heartbeats"},
    ViewKeys{"Overview", "Left, Right", "Move the cursor; with Shift, choose a range"},
    ViewKeys{"Overview", "Return", "Go to the rows there, or filter by the range"},
    ViewKeys{"Overview", "+, -, 0", "Zoom in, zoom out, show all"},
    ViewKeys{"Server", "Escape", "Show the rows of all clients again"},
    ViewKeys{"Probe", "Return", "Show the recording of the case"},
    ViewKeys{"Details", "Ctrl+F", "Find in the text, the JSON or the bytes"},
    ViewKeys{"Details", "Ctrl+G", "In the hex: go to an offset"},
    ViewKeys{"Details", "Ctrl+Shift+C", "In a tree: copy the path"},
    ViewKeys{"Details", "Ctrl+Return", "In a tree: filter by the value"},
    ViewKeys{"Details", "F7, Shift+F7", "In the Diff: next and previous difference"},
    ViewKeys{"Scenario", "Ctrl+Space", "What can be written at the cursor"},
    ViewKeys{"Scenario", "Tab, Shift+Tab", "Indent the lines more or less"},
    ViewKeys{"Scenario", "Escape, Tab", "Leave the text"},
    ViewKeys{"Verdicts", "Return", "Go to the line of the step"},
    ViewKeys{"Composer", "Ctrl+Return", "Send"},
    ViewKeys{"Composer", "Ctrl+Up, Ctrl+Down", "Messages sent before"},
    ViewKeys{"Composer", "Ctrl+PgUp, Ctrl+PgDown", "The kinds of messages"},
    ViewKeys{"Composer", "Ctrl+.", "Choices of the message, in a low window"},
    ViewKeys{"Composer", "Insert, Tab", "In the hex editor: overwrite, and the text beside it"},
};

QString heading(const QString& text)
{
    return QStringLiteral("<h3>%1</h3>").arg(style::plainMarkup(text));
}

QString row(const QString& keys, const QString& text)
{
    return QStringLiteral("<tr><td width='170'><b>%1</b></td><td>%2</td></tr>")
        .arg(style::plainMarkup(keys), style::plainMarkup(text));
}

QString table(const QString& rows)
{
    return QStringLiteral("<table cellspacing='0' cellpadding='3'>%1</table>").arg(rows);
}

QString native(const QString& portable)
{
    return QKeySequence::fromString(portable).toString(QKeySequence::NativeText);
}

QString withoutSigns(QString text)
{
    return text.remove(QLatin1Char('&')).replace(QLatin1Char('/'), QStringLiteral(" › "));
}

QString keysOf(const ActionRow& row)
{
    return row.shortcut[0] != '\0' ? QString::fromLatin1(row.shortcut)
                                   : QString::fromUtf8(row.text).section(QLatin1Char('\t'), 1);
}

/// The shortcuts of the menus, in their order.
QString menuShortcuts()
{
    QString html;
    QString rows;
    QString menu;
    const auto finish = [&] {
        html += rows.isEmpty() ? QString() : heading(menu) + table(rows);
        rows.clear();
    };
    for (const ActionRow& action : actionTable()) {
        const QString title = withoutSigns(QString::fromUtf8(action.menu));
        if (title.section(QStringLiteral(" › "), 0, 0) != menu) {
            finish();
            menu = title.section(QStringLiteral(" › "), 0, 0);
        }
        if (const QString keys = keysOf(action); !keys.isEmpty()) {
            const QString below = title.section(QStringLiteral(" › "), 1);
            const QString text =
                withoutSigns(QString::fromUtf8(action.text)).section(QLatin1Char('\t'), 0, 0);
            rows +=
                row(native(keys), below.isEmpty() ? text : below + QStringLiteral(" › ") + text);
        }
    }
    finish();
    return html;
}

QString viewShortcuts()
{
    QString rows;
    for (const ViewKeys& keys : ViewTable) {
        QStringList shown;
        for (const QString& key : QString::fromLatin1(keys.keys).split(QStringLiteral(", "))) {
            shown += native(key);
        }
        rows += row(shown.join(QStringLiteral(", ")),
                    QStringLiteral("%1: %2").arg(translated(keys.view), translated(keys.does)));
    }
    return heading(translated("Keys of the views")) + table(rows);
}

} // namespace

QString helpText(const style::Colours& colours)
{
    const QString link =
        QStringLiteral("<a href='open:%2' style='color:%1'>%3</a>").arg(colours.accentInk.name());
    QString html =
        QStringLiteral("<p>%1</p>")
            .arg(translated("Type an address and press Enter: every byte of the session is "
                            "recorded, and each row is one event. Select a "
                            "row to read it, type below to answer, press Ctrl+S to keep it. A "
                            "scenario (File menu) says what must happen, and F5 runs it."));
    html +=
        QStringLiteral("<p>%1</p>")
            .arg(translated("The menu Session has more: a server for your clients, a probe that "
                            "holds a server against the RFCs, and contracts that messages are "
                            "checked with."));
    html += QStringLiteral("<p>%1&nbsp;&nbsp;·&nbsp;&nbsp;%2</p>")
                .arg(link.arg(QStringLiteral("filter"), translated("Filter language")),
                     link.arg(QStringLiteral("demo"), translated("Try the demo server")));
    return html + menuShortcuts() + viewShortcuts();
}

} // namespace framescope::ui
