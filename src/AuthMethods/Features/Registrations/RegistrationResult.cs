using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Json;
using AuthMethods.Wire.Metadata;

namespace AuthMethods.Features.Registrations;

/// <summary>The result for one value of a row.</summary>
/// <param name="Row">The number of the row, from 1; the header of a CSV file does not count.</param>
/// <param name="User">As it was sent.</param>
/// <param name="Method">The column.</param>
/// <param name="Result">A refused value has the error code and message of a single call.</param>
[GraphType("registrationResult")]
[Example("""{"row":1,"user":"balas@contoso.com","method":"mobile","result":"registered","code":null,"message":null}""")]
public sealed record RegistrationResult(int Row, string User, string? Method, Registration Result)
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}
