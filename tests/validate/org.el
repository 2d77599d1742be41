;;; org.el --- Emacs' own opinion of an Org export  -*- lexical-binding: t; -*-
;;
;; Call: emacs -Q --batch -l tests/validate/org.el FILE.org ...
;;
;; For each file: what org-lint has to say, what in it could run code, and its action items as Org sees them, one a line.
;; Exits 1 where org-lint complains or anything is live that must not be.

(require 'org)
(require 'org-element)
(require 'org-lint)
(require 'org-clock)

(defvar minutebook-faults 0)

(defun minutebook-fault (file format-string &rest arguments)
  "Reports a fault of FILE."
  (setq minutebook-faults (1+ minutebook-faults))
  (princ (format "%s: FAULT: %s\n" file (apply #'format format-string arguments))))

(defun minutebook-lint (file)
  "What org-lint says of the current buffer."
  (dolist (report (org-lint))
    (let ((row (cadr report)))
      ;; An address may hold %5B by itself; Org before 9.3 wrote it for a bracket.
      (unless (string-match-p "obsolete percent-encoding" (aref row 2))
      (minutebook-fault file "line %s: %s" (aref row 0) (aref row 2))))))

(defun minutebook-live (file tree)
  "Objects of TREE that the writer never makes: blocks, calls, macros, footnotes, targets, links that are not to the web."
  (org-element-map tree '(src-block inline-src-block babel-call inline-babel-call macro export-block export-snippet
                          footnote-reference footnote-definition citation target radio-target latex-fragment latex-environment
                          dynamic-block diary-sexp statistics-cookie fixed-width comment comment-block example-block
                          quote-block special-block horizontal-rule strike-through underline code verbatim)
    (lambda (object)
      (minutebook-fault file "%s: %s" (org-element-type object)
                        (buffer-substring-no-properties (org-element-property :begin object)
                                                        (org-element-property :end object)))))
  (org-element-map tree 'link
    (lambda (link)
      (unless (member (org-element-property :type link) '("http" "https" "mailto" "custom-id"))
        (minutebook-fault file "link of type %s: %s" (org-element-property :type link)
                          (org-element-property :raw-link link))))))

(defun minutebook-tasks (tree)
  "The action items: status, deadline, owners and tags of each heading that has a keyword."
  (org-element-map tree 'headline
    (lambda (headline)
      (when (org-element-property :todo-keyword headline)
        (let ((deadline (org-element-property :deadline headline)))
          (princ (format "%s\t%s\t%s\t%s\t%s\n"
                         (org-element-property :NUMBER headline)
                         (org-element-property :todo-keyword headline)
                         (if deadline (org-element-property :raw-value deadline) "-")
                         (or (org-element-property :OWNER headline) "-")
                         (mapconcat #'identity (org-element-property :tags headline) ",")))))))
  (let ((boxes 0) (clocks 0))
    (org-element-map tree 'item (lambda (item) (when (org-element-property :checkbox item) (setq boxes (1+ boxes)))))
    (org-element-map tree 'clock (lambda (_) (setq clocks (1+ clocks))))
    (princ (format "%d checkboxes, %d clock lines, %d minutes clocked\n" boxes clocks (org-clock-sum)))))

(defun minutebook-check (file)
  "All of it for FILE."
  (with-temp-buffer
    (insert-file-contents file)
    (org-mode)
    (let ((tree (org-element-parse-buffer)))
      (minutebook-lint file)
      (minutebook-live file tree)
      (princ (format "%s:\n" file))
      (minutebook-tasks tree)
      (org-clock-sum)
      (princ (format "%d minutes clocked in all\n" org-clock-file-total-minutes)))))

(dolist (file command-line-args-left) (minutebook-check file))
(setq command-line-args-left nil)
(kill-emacs (if (zerop minutebook-faults) 0 1))
