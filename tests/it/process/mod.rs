//! The real program, as a process: killed, stopped, hindered, run twice at once, and its every byte read.

mod checkout;
mod killed;
mod stopped;
mod hindered;
mod together;
mod partial;
mod saved_plans;
mod damaged;
mod secrets;
mod doctor;
mod doctor_there;
mod certified;
mod documents;
mod forge;
mod pipelines;
mod watched;
mod taught;
mod examples;
mod completed;
mod manual;
mod logged;
