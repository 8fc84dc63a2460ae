#pragma once
#include <locale.h>
#include <stdio.h>
#include <readline/readline.h>
#include <readline/history.h>

// Swift 6 refuses C's mutable globals, and readline is steered through little else.
static inline void readline_set_name(const char *name) { rl_readline_name = name; }
static inline void readline_set_streams(FILE *in, FILE *out) {
  rl_instream = in;
  rl_outstream = out;
}
static inline void readline_write_to_standard_output(void) {
  readline_set_streams(stdin, stdout);
}
static inline void readline_write_to_standard_error(void) {
  readline_set_streams(stdin, stderr);
}
static inline void readline_leave_signals_to_us(void) {
  rl_catch_signals = 0;
  rl_catch_sigwinch = 0;
  rl_change_environment = 0;
}
static inline void readline_set_key_reader(rl_getc_func_t *reader) { rl_getc_function = reader; }
static inline void readline_set_completer(rl_completion_func_t *completer,
                                          rl_cpvfunc_t *word_break) {
  rl_attempted_completion_function = completer;
  rl_completion_word_break_hook = word_break;
  rl_basic_quote_characters = "\"";
}
static inline void readline_use_file_names(int yes) { rl_attempted_completion_over = !yes; }
static inline void readline_set_appended(int character) {
  rl_completion_append_character = character;
}

// Called with a key at a time, readline 8.2 asks "Display all 120 possibilities?" and does not wait
// for the answer. It can wait, since our key reader does; the state is set anew for the next key.
static inline void readline_let_completion_wait(void) { RL_UNSETSTATE(RL_STATE_CALLBACK); }

static inline int readline_asks(void) { return RL_ISSTATE(RL_STATE_MOREINPUT) != 0; }

static inline const char *readline_line(void) { return rl_line_buffer; }
static inline int readline_point(void) { return rl_point; }
static inline void readline_move_to_end(void) {
  rl_point = rl_end;
  rl_mark = rl_end;
}
static inline int readline_version(void) { return rl_readline_version; }
static inline int history_count(void) { return history_length; }
static inline int history_first(void) { return history_base; }
