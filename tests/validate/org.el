;;; org.el --- What Emacs reads in an Org export  -*- lexical-binding: t; -*-
;;
;; Call: emacs -Q --batch -l tests/validate/org.el FILE.org ...
;;
;; For each file a line of JSON: its name, the faults (what org-lint has to say, and what in it could run code), and the blocks that
;; Org sees: headings with their keyword, deadline, priority and properties, items with their box, clock lines, tables. `org_lint.py' calls
;; this and compares the facts.

(require 'org)
(require 'org-element)
(require 'org-lint)
(require 'json)

(setq locale-coding-system 'utf-8 coding-system-for-read 'utf-8)

(defconst minutebook-web '("http" "https" "mailto" "custom-id")
  "Types of links that the writer makes.")

(defun minutebook-lint ()
  "What org-lint says of the current buffer."
  (let (faults)
    (dolist (report (org-lint) faults)
      (let ((row (cadr report)))
        ;; An address may hold %5B by itself; Org before 9.3 wrote it for a bracket.
        (unless (string-match-p "obsolete percent-encoding" (aref row 2))
          (push (format "line %s: %s" (aref row 0) (aref row 2)) faults))))))

(defun minutebook-live (tree)
  "Objects of TREE that the writer never makes: blocks, calls, macros, footnotes, targets, links that are not to the web."
  (append
   (org-element-map tree '(src-block inline-src-block babel-call inline-babel-call macro export-block export-snippet
                           footnote-reference footnote-definition citation target radio-target latex-fragment latex-environment
                           dynamic-block diary-sexp statistics-cookie fixed-width comment comment-block example-block
                           quote-block special-block horizontal-rule strike-through underline code verbatim)
     (lambda (object)
       (format "%s: %s" (org-element-type object)
               (buffer-substring-no-properties (org-element-property :begin object) (org-element-property :end object)))))
   (org-element-map tree 'link
     (lambda (link)
       (unless (member (org-element-property :type link) minutebook-web)
         (format "link of type %s: %s" (org-element-property :type link) (org-element-property :raw-link link)))))
   ;; Org follows a link in a property and in a keyword too.
   (org-element-map tree '(node-property keyword)
     (lambda (line)
       (org-element-map (org-element-parse-secondary-string (or (org-element-property :value line) "") '(link)) 'link
         (lambda (link)
           (unless (member (org-element-property :type link) minutebook-web)
             (format "link in %s: %s" (org-element-property :key line) (org-element-property :raw-link link))))
         nil t)))))

(defun minutebook-words (objects)
  "What OBJECTS show: no marks, a date as 2026-03-26, a link by its name."
  (mapconcat
   (lambda (object)
     (concat
      (pcase (org-element-type object)
        ('plain-text (substring-no-properties object))
        ('entity (org-element-property :utf-8 object))
        ('timestamp (let ((raw (org-element-property :raw-value object)))
                      (if (string-match "[0-9]\\{4\\}-[0-9][0-9]-[0-9][0-9]" raw) (match-string 0 raw) raw)))
        ('link (if (org-element-contents object)
                   (minutebook-words (org-element-contents object))
                 (org-element-property :raw-link object)))
        ('line-break " ")
        ;; Without braces a low dash is one: the files say so in their options.
        ((or 'subscript 'superscript)
         (let ((said (minutebook-words (org-element-contents object)))
               (mark (if (eq (org-element-type object) 'subscript) "_" "^")))
           (if (org-element-property :use-brackets-p object) (concat mark "{" said "}") (concat mark said))))
        (_ (if (org-element-contents object)
               (minutebook-words (org-element-contents object))
             (org-element-interpret-data object))))
      (make-string (if (stringp object) 0 (or (org-element-property :post-blank object) 0)) ?\s)))
   objects ""))

(defun minutebook-links (objects)
  "Where OBJECTS lead."
  (vconcat (org-element-map objects 'link (lambda (link) (org-element-property :raw-link link)))))

(defun minutebook-items (list depth)
  "The items of a plain LIST and those below."
  (apply #'append
         (mapcar
          (lambda (item)
            (let* ((inner (org-element-contents item))
                   (said (seq-filter (lambda (one) (eq (org-element-type one) 'paragraph)) inner))
                   (objects (apply #'append (mapcar #'org-element-contents said)))
                   (tag (org-element-property :tag item)))
              (cons (vector "item" depth
                            (pcase (org-element-property :checkbox item) ('on "closed") ('off "open"))
                            (concat (if tag (concat (minutebook-words tag) " :: ")) (minutebook-words objects))
                            (minutebook-links objects))
                    (apply #'append
                           (mapcar (lambda (one) (if (eq (org-element-type one) 'plain-list) (minutebook-items one (1+ depth))))
                                   inner)))))
          (org-element-contents list))))

(defun minutebook-headline (headline)
  "A HEADLINE as a block."
  (let ((keyword (org-element-property :todo-keyword headline))
        (deadline (org-element-property :deadline headline))
        (priority (org-element-property :priority headline)))
    (vector "headline" (org-element-property :level headline)
            (minutebook-words (org-element-property :title headline))
            (and keyword (substring-no-properties keyword))
            (and deadline (minutebook-words (list deadline)))
            (and priority (char-to-string priority))
            (vconcat (mapcar #'substring-no-properties (org-element-property :tags headline))))))

(defun minutebook-blocks (element)
  "The blocks of ELEMENT in order."
  (pcase (org-element-type element)
    ((or 'org-data 'section 'property-drawer)
     (apply #'append (mapcar #'minutebook-blocks (org-element-contents element))))
    ('headline (cons (minutebook-headline element) (apply #'append (mapcar #'minutebook-blocks (org-element-contents element)))))
    ('node-property (list (vector "property" (org-element-property :key element) (or (org-element-property :value element) ""))))
    ('keyword (list (vector "keyword" (org-element-property :key element)
                            (minutebook-words (org-element-parse-secondary-string
                                               (org-element-property :value element)
                                               (org-element-restriction 'keyword))))))
    ('drawer (if (equal (org-element-property :drawer-name element) "LOGBOOK")
                 (mapcar (lambda (clock)
                           (vector "clock" (org-element-property :raw-value (org-element-property :value clock))
                                   (or (org-element-property :duration clock) "")))
                         (org-element-contents element))))
    ('plain-list (minutebook-items element 0))
    ('paragraph
     (let ((first (car (org-element-contents element))))
       (list (if (and (eq (org-element-type first) 'timestamp) (string-prefix-p "<" (org-element-property :raw-value first)))
                 (vector "planned" (org-element-property :raw-value first))
               (vector "line" (minutebook-words (org-element-contents element)))))))
    ('table
     (list (vector "table"
                   (vconcat (delq nil (mapcar (lambda (row)
                                                (and (eq (org-element-property :type row) 'standard)
                                                     (vconcat (mapcar (lambda (cell)
                                                                        (string-trim (minutebook-words (org-element-contents cell))))
                                                                      (org-element-contents row)))))
                                              (org-element-contents element)))))))))

(defun minutebook-read (file)
  "All that is read in FILE, as JSON."
  (with-temp-buffer
    (insert-file-contents file)
    (org-mode)
    (let ((tree (org-element-parse-buffer)))
      (json-encode `((file . ,file)
                     (faults . ,(vconcat (minutebook-lint) (minutebook-live tree)))
                     (blocks . ,(vconcat (minutebook-blocks tree))))))))

(dolist (file command-line-args-left) (princ (minutebook-read file)) (princ "\n"))
(setq command-line-args-left nil)
(kill-emacs 0)
