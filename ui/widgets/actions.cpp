// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/actions.h"

#include "ui/style/icons.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

#include <array>
#include <string_view>

namespace framescope::ui {

namespace {

// clang-format off
constexpr auto ActionTable = [] {
    using enum ActionId;
    return std::array{
        ActionRow{NewTab,        "&File",       "New &tab",                    "Ctrl+T",         "plus",       "", false},
        ActionRow{NewScenario,   "&File",       "&New scenario",               "Ctrl+Alt+N",               "",           "", false},
        ActionRow{Open,          "&File",       "&Open a recording or scenario…", "Ctrl+O",      "open",       "", false},
        ActionRow{Save,          "&File",       "&Save",                       "Ctrl+S",         "save",       "", true},
        ActionRow{SaveAs,        "&File",       "Save &as…",                   "Ctrl+Shift+S",   "",           "", false},
        ActionRow{Export,        "&File",       "&Export…",                    "Ctrl+Shift+E",   "",           "", false},
        ActionRow{ImportFile, "&File/&Import saved connections", "A &file of Postman, Insomnia or Bruno…", "", "", "", false},
        ActionRow{ImportFolder, "&File/&Import saved connections", "A f&older of Bruno…", "", "", "", false},
        ActionRow{CloseTab,      "&File",       "&Close tab",                  "Ctrl+W",         "close",      "", true},
        ActionRow{Quit,          "&File",       "&Quit",                       "Ctrl+Q",         "power",      "", false},
        ActionRow{Undo,          "&Edit",       "&Undo\tCtrl+Z",              "",               "",           "", false},
        ActionRow{Redo,          "&Edit",       "Red&o\tCtrl+Shift+Z",        "",               "",           "", false},
        ActionRow{Cut,           "&Edit",       "Cu&t\tCtrl+X",               "",               "",           "", true},
        ActionRow{Copy,          "&Edit",       "&Copy\tCtrl+C",              "",               "copy",       "", false},
        ActionRow{Paste,         "&Edit",       "Pa&ste\tCtrl+V",             "",               "",           "", false},
        ActionRow{Delete,        "&Edit",       "&Delete\tDel",               "",               "trash",      "", false},
        ActionRow{SelectAll,     "&Edit",       "Select &all\tCtrl+A",        "",               "",           "", true},
        ActionRow{CopyRows,      "&Edit/Cop&y rows", "&Rows as shown\tCtrl+C",      "",               "",           "", false},
        ActionRow{CopyText,      "&Edit/Cop&y rows", "&Text\tCtrl+Shift+C",         "",               "",           "", false},
        ActionRow{CopyHex,       "&Edit/Cop&y rows", "&Hex",                        "",               "",           "", false},
        ActionRow{CopyHexDump,   "&Edit/Cop&y rows", "Hex &dump",                   "",               "",           "", false},
        ActionRow{CopyBase64,    "&Edit/Cop&y rows", "&Base64",                     "",               "",           "", false},
        ActionRow{CopyCArray,    "&Edit/Cop&y rows", "&C array",                    "",               "",           "", false},
        ActionRow{CopyJsonLine,  "&Edit/Cop&y rows", "&JSON lines",                 "",               "",           "", false},
        ActionRow{Find,          "&Edit",       "&Find…",                      "Ctrl+F",         "search",     "", true},
        ActionRow{FindNext,      "&Edit",       "Find &next",                  "F3",             "",           "", false},
        ActionRow{FindPrevious,  "&Edit",       "Find &previous",              "Shift+F3",       "",           "", false},
        ActionRow{EditNote,      "&Edit",       "Add or edit a &note…",        "F2",             "note",       "", false},
        ActionRow{RemoveNote,    "&Edit",       "&Remove the note",            "Shift+F2",       "",           "", false},
        ActionRow{ToggleMark,    "&Edit",       "&Mark or unmark",             "Ctrl+M",         "mark",       "", true},
        ActionRow{NextMark,      "&Edit",       "Ne&xt mark",                  "Ctrl+Shift+N",   "",           "", false},
        ActionRow{PreviousMark,  "&Edit",       "&Previous mark",              "Ctrl+Shift+B",   "",           "", false},
        ActionRow{Preferences,   "&Edit",       "Pr&eferences…",               "Ctrl+,",         "options",    "", true},
        ActionRow{Connect,       "&Session",    "&Connect",                    "F5",             "connect",    "", false},
        ActionRow{Disconnect,    "&Session",    "&Disconnect",                 "Shift+F5",       "disconnect", "", false},
        ActionRow{CloseWithCode, "&Session",    "C&lose with code and reason…", "Ctrl+D",        "",           "", false},
        ActionRow{Drop,          "&Session",    "D&rop the connection",        "Ctrl+Shift+D",   "",           "", false},
        ActionRow{SendAgain,     "&Session",    "Send what is selected &again",   "Ctrl+Shift+R",   "send",       "", true},
        ActionRow{EditAndSend,   "&Session",    "&Edit and send…",             "Ctrl+Shift+M",   "",           "", false},
        ActionRow{SentBefore,    "&Session",    "Messages sent be&fore…",      "Ctrl+R",         "history",    "", false},
        ActionRow{Options,       "&Session",    "Connect &options…",           "Ctrl+Shift+O",   "options",    "", true},
        ActionRow{SaveConnection, "&Session",   "Save the connec&tion…",       "Ctrl+Alt+S",     "",           "", false},
        ActionRow{MakeScenario,  "&Session",    "Ma&ke a scenario of the selected rows…", "",    "",           "", false},
        ActionRow{Behaviours,    "&Session",    "&Behaviours…",                "Ctrl+Alt+B",     "tool",       "", false},
        ActionRow{MockServer,    "&Session",    "Ser&ver…",                    "Ctrl+Alt+M",     "server",     "", true},
        ActionRow{Probe,         "&Session",    "&Probe the server…",          "Ctrl+Alt+P",     "search",     "", false},
        ActionRow{OpenContract, "&Session/Co&ntract", "&Open a document or schema…", "Ctrl+Alt+C", "braces", "", false},
        ActionRow{Coverage, "&Session/Co&ntract", "Co&verage…", "", "", "", false},
        ActionRow{CloseContract, "&Session/Co&ntract", "&Close it", "", "", "", false},
        ActionRow{InferContract, "&Session/Co&ntract", "&Infer one from the messages…", "", "", "", true},
        ActionRow{CopyAsCurl, "&Session/Copy connection &as", "&curl", "", "", "", false},
        ActionRow{CopyAsWscat, "&Session/Copy connection &as", "&wscat", "", "", "", false},
        ActionRow{CopyAsWebsocat, "&Session/Copy connection &as", "web&socat", "", "", "", false},
        ActionRow{CopyAsBrowser, "&Session/Copy connection &as", "&JavaScript (browser)", "", "", "", false},
        ActionRow{CopyAsPython, "&Session/Copy connection &as", "&Python (websockets)", "", "", "", false},
        ActionRow{CopyAsNode, "&Session/Copy connection &as", "&Node.js (ws)", "", "", "", false},
        ActionRow{CopyAsUrl, "&Session/Copy connection &as", "&URL", "", "", "", false},
        ActionRow{CopyWithSecrets, "&Session/Copy connection &as", "With s&ecrets", "", "", Switch, true},
        ActionRow{ClearAddresses, "&Session",   "Clear the address &history",  "",               "trash",      "", false},
        ActionRow{Messages,      "&View",       "&Messages",                   "Alt+1",          "",           "view", false},
        ActionRow{Frames,        "&View",       "&Frames",                     "Alt+2",          "",           "view", false},
        ActionRow{Statistics,    "&View",       "&Statistics",                 "Ctrl+5",         "",           "", true},
        ActionRow{ShowCollection, "&View/&Panes", "Saved con&nections",        "Ctrl+B",         "",           Switch, false},
        ActionRow{ShowOverview,  "&View/&Panes", "&Overview",                  "",               "",           Switch, false},
        ActionRow{ShowTimeline,  "&View/&Panes", "&Timeline",                  "",               "",           Switch, false},
        ActionRow{ShowDetails,   "&View/&Panes", "&Details",                   "",               "",           Switch, false},
        ActionRow{ShowTask,      "&View/&Panes", "Sc&enario or server",        "",               "",           Switch, false},
        ActionRow{ShowComposer,  "&View/&Panes", "&Composer",                  "",               "",           Switch, false},
        ActionRow{ShowStatusLine, "&View/&Panes", "&Status line",              "",               "",           Switch, false},
        ActionRow{SinceStart,    "&View/T&ime", "Since the &start",            "",               "",           "time", true},
        ActionRow{TimeOfDay,     "&View/T&ime", "Time of &day",                "",               "",           "time", false},
        ActionRow{SincePrevious, "&View/T&ime", "Since the &row above",        "",               "",           "time", false},
        ActionRow{FoldHeartbeats, "&View",      "Fold &heartbeats",            "Alt+3",          "",           Switch, true},
        ActionRow{Columns,       "&View",       "Arrange &columns…",           "",               "",           "", false},
        ActionRow{ThemeSystem,   "&View/&Theme", "&System",                    "",               "",           "theme", false},
        ActionRow{ThemeLight,    "&View/&Theme", "&Light",                     "",               "",           "theme", false},
        ActionRow{ThemeDark,     "&View/&Theme", "&Dark",                      "",               "",           "theme", false},
        ActionRow{GoToAddress,   "&Go",         "&Address",                    "Ctrl+L",         "globe",      "", false},
        ActionRow{GoToFilter,    "&Go",         "&Filter",                     "Ctrl+K",         "filter",     "", false},
        ActionRow{GoToTimeline,  "&Go",         "&Timeline",                   "Ctrl+1",         "",           "", false},
        ActionRow{GoToDetails,   "&Go",         "&Details",                    "Ctrl+2",         "",           "", false},
        ActionRow{GoToComposer,  "&Go",         "&Composer",                   "Ctrl+3",         "send",       "", false},
        ActionRow{GoToOverview,  "&Go",         "&Overview",                   "Ctrl+4",         "",           "", false},
        ActionRow{GoToTask,      "&Go",         "Sc&enario or server",         "Ctrl+7",         "",           "", false},
        ActionRow{GoToCollection, "&Go",        "&Saved connections",          "Ctrl+6",         "",           "", false},
        ActionRow{GoToNewest,    "&Go",         "Follow the &newest row",      "Ctrl+End",       "follow",     "", true},
        ActionRow{GoToRow,       "&Go",         "&Number or time…",            "Ctrl+G",         "",           "", false},
        ActionRow{GoToPingPong,  "&Go",         "Its p&ing or pong",           "Ctrl+J",         "",           "", true},
        ActionRow{GoToOtherView, "&Go",         "Its first frame or &message", "Ctrl+Shift+J",   "",           "", false},
        ActionRow{GoToEnding,    "&Go",         "&How it ended",               "Ctrl+Shift+H",   "",           "", false},
        ActionRow{GoToNextViolation, "&Go",     "Next &violation",             "F8",             "warning",    "", false},
        ActionRow{GoToPreviousViolation, "&Go", "Previous vi&olation",         "Shift+F8",       "",           "", false},
        ActionRow{Compare,       "&Go",         "Co&mpare the two selected",   "Ctrl+E",         "compare",    "", false},
        ActionRow{NextTab,       "&Go",         "Ne&xt tab",                   "Ctrl+Tab",       "",           "", true},
        ActionRow{PreviousTab,   "&Go",         "&Previous tab",               "Ctrl+Shift+Tab", "",           "", false},
        ActionRow{Help,          "&Help",       "&Help and shortcuts",         "F1",             "help",       "", false},
        ActionRow{FilterHelp,    "&Help",       "&Filter language",            "Shift+F1",       "filter",     "", false},
        ActionRow{CloseCodes,    "&Help",       "&Close codes",                "",               "",           "", false},
        ActionRow{Demo,          "&Help",       "&Try the demo server",        "",               "pulse",      "", false},
        ActionRow{About,         "&Help",       "&About Framescope",           "",               "info",       "", true},
    };
}();
// clang-format on

} // namespace

std::span<const ActionRow> actionTable()
{
    return ActionTable;
}

bool runAction(const ActionRuns& runs, ActionId id)
{
    const auto found = runs.find(id);
    if (found == runs.end()) {
        return false;
    }
    found->second();
    return true;
}

Actions::Actions(QMenuBar& bar, QObject* owner, const std::function<void(ActionId)>& run)
{
    std::map<QString, QActionGroup*> groups;
    for (const ActionRow& row : ActionTable) {
        QMenu* menu = menuFor(bar, QString::fromUtf8(row.menu));
        if (row.separated && !menu->isEmpty()) {
            menu->addSeparator();
        }
        QAction* action = menu->addAction(QString::fromUtf8(row.text));
        action->setShortcut(QKeySequence::fromString(QString::fromLatin1(row.shortcut)));
        if (*row.icon != '\0') {
            action->setIcon(style::icon(QString::fromLatin1(row.icon)));
        }
        action->setCheckable(*row.group != '\0');
        if (action->isCheckable() && std::string_view(row.group) != Switch) {
            QActionGroup*& group = groups[QString::fromLatin1(row.group)];
            if (!group) {
                group = new QActionGroup(owner);
            }
            group->addAction(action);
        }
        QObject::connect(action, &QAction::triggered, owner, [run, id = row.id] { run(id); });
        actions_[row.id] = action;
    }
}

QMenu* Actions::menuFor(QMenuBar& bar, const QString& path)
{
    if (const auto known = menus_.find(path); known != menus_.end()) {
        return known->second;
    }
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    QMenu* menu = slash < 0 ? bar.addMenu(path)
                            : menuFor(bar, path.left(slash))->addMenu(path.mid(slash + 1));
    menus_[path] = menu;
    return menu;
}

} // namespace framescope::ui
