using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Registrations;

/// <summary>What became of one value of one row.</summary>
/// <param name="Row">The row's place, from 1 on; the header of a CSV file is none.</param>
/// <param name="User">As it was sent.</param>
/// <param name="Method">The column.</param>
/// <param name="Result">A refused value is explained by code and message, as the single call would be.</param>
[GraphType("registrationResult")]
[Example("""{"row":1,"user":"balas@contoso.com","method":"mobile","result":"registered","code":null,"message":null}""")]
public sealed record RegistrationResult(int Row, string User, string? Method, Registration Result)
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}
