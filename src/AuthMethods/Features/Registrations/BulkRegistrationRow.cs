namespace AuthMethods.Features.Registrations;

/// <summary>The values to register for a user, by column, without empty ones.</summary>
internal sealed record BulkRegistrationRow(int Number, string User, IReadOnlyDictionary<string, string> Values);
