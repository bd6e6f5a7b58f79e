namespace AuthMethods.Features.Registrations;

/// <summary>What is to be registered for one user: values by column, those left empty not among them.</summary>
internal sealed record BulkRegistrationRow(int Number, string User, IReadOnlyDictionary<string, string> Values);
