using AuthMethods.Access;
using AuthMethods.Directory;
using AuthMethods.Methods;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.PhoneMethods;

/// <summary>Registers phones in bulk, with a column for each type.</summary>
internal sealed class PhoneRegistrar(PhoneMethodStore store) : IRegistrar
{
    public IReadOnlyList<string> Columns { get; } = [.. Enum.GetValues<PhoneType>().Select(t => GraphEnum.Name(t))];

    public string Permission => PhoneMethodKind.Write;

    public async Task<Registration> SetAsync(TargetUser user, string column, string value)
    {
        var number = PhoneNumber.Parse(value) ?? throw PhoneErrors.PhoneNumberFormat();
        return (await store.SetAsync(user, Enum.Parse<PhoneType>(column, ignoreCase: true), number)).OrThrow();
    }
}
